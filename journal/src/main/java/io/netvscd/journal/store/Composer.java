package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Group;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import java.util.ArrayList;
import java.util.List;

/** Makes commits of what waits: records in groups, each with its place in the order and in the hash chain, and chapters when they are full. */
final class Composer {
    private final Tally tally;
    private final Drafts drafts;
    private Head head;

    private List<Change> changes;
    private final List<Entry> entries = new ArrayList<>();
    private final List<byte[]> records = new ArrayList<>();
    private long octets;

    Composer(Head head, Tally tally, Drafts drafts) {
        this.head = head;
        this.tally = tally;
        this.drafts = drafts;
    }

    /** The next commit; the first change of one that has records is a group. */
    Commit compose(List<Pending> waiting) {
        Head from = head;
        changes = new ArrayList<>();
        for (Pending pending : waiting) {
            for (int i = 0; i < pending.entries().size(); i++) {
                add(pending.entries().get(i), pending.octets().get(i));
            }
        }
        endGroup();
        waiting.forEach(pending -> changes.addAll(pending.changes()));
        return new Commit(changes, head, head.position() - from.position(), tally.gaps(), tally.newest());
    }

    private void add(Entry entry, byte[] record) {
        if (octets > 0 && octets + record.length > Group.OCTETS) {
            endGroup();
        }
        entries.add(entry);
        records.add(record);
        octets += record.length;
    }

    private void endGroup() {
        if (records.isEmpty()) {
            return;
        }
        byte[] group = Group.encode(head, records);
        head = Head.after(head.position() + records.size(), group);
        changes.add(new Change(Keys.group(head.position()), group));
        ChapterDraft draft = drafts.current();
        for (Entry entry : entries) {
            tally.add(entry);
            draft.add(entry, head.position());
        }
        draft.end(head, group.length, false);
        if (draft.isFull()) {
            changes.addAll(draft.changes());
            changes.add(new Change(Keys.STANDING, tally.standing(head).encode()));
            drafts.begin(head);
        }
        entries.clear();
        records.clear();
        octets = 0;
    }
}
