package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes chapters of records that are in none, as a cursor passes them. */
final class Drafting implements RecordCursor.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Drafting.class);

    private final Tally tally;
    private final List<Change> changes = new ArrayList<>();
    private ChapterDraft draft;
    private Head head;

    Drafting(Standing standing) {
        tally = new Tally(standing);
        head = standing.head();
        draft = new ChapterDraft(standing.head());
    }

    /** What follows the newest chapter of a journal, as far as it is whole. */
    static Drafts ofTail(GuardedDatabase database, Path folder) throws IOException {
        Standing standing = database.read(Opening::standing);
        Drafting drafting = new Drafting(standing);
        try {
            RecordCursor.from(standing, database, folder, drafting).follow();
        } catch (JournalDamaged e) {
            LOG.debug("whoever reads the records will meet this", e);
        }
        return new Drafts(drafting.draft);
    }

    @Override
    public void passed(Entry entry, long groupPosition) {
        tally.add(entry);
        draft.add(entry, groupPosition);
    }

    @Override
    public void completed(Head end, int octets, boolean single) {
        head = end;
        draft.end(end, octets, single);
        if (draft.isFull()) {
            close();
        }
    }

    private void close() {
        changes.addAll(draft.changes());
        changes.add(new Change(Keys.STANDING, tally.standing(head).encode()));
        draft = new ChapterDraft(head);
    }

    /** Where the chain stands. */
    Head head() {
        return head;
    }

    /** Of all records. */
    Tally tally() {
        return tally;
    }

    /** The chapter that is under way. */
    ChapterDraft draft() {
        return draft;
    }

    /** Stores the chapters. What is left of format 1 is one, however short: no chapter has both formats. */
    void writeTo(GuardedDatabase database) throws IOException {
        if (!draft.isEmpty() && draft.isSingle()) {
            close();
        }
        if (!changes.isEmpty()) {
            database.write(changes);
        }
    }
}
