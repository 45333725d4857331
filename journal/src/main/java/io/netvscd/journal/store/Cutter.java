package io.netvscd.journal.store;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.OwnerRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes chapters away, each with one atomic write: its records, its indexes, the chapter itself and the snapshots within it go, and the note of
 * the cut comes. A snapshot at the end of a cut stays: what follows begins with it.
 */
final class Cutter {
    private final JournalStore store;
    private final Cuts cuts;

    Cutter(JournalStore store, Cuts cuts) {
        this.store = store;
        this.cuts = cuts;
    }

    /** Takes a chapter away; false where the disk does not take that. The files shrink when they are compacted. */
    boolean cut(Chapter chapter) throws IOException {
        List<Change> changes = new ArrayList<>();
        Cut cut = Cut.of(chapter);
        Cut before = cuts.endingAt(chapter.before());
        cut = before == null ? cut : before.with(cut);
        Cut after = cuts.after(chapter.last());
        cut = after == null ? cut : cut.with(after);
        changes.add(new Change(Keys.cut(cut.before().position()), cut.encode()));
        if (after != null) {
            changes.add(new Change(Keys.cut(after.before().position()), null));
        }
        List<byte[]> gone = store.database().read(open -> keys(open, chapter));
        gone.addAll(snapshots(cut));
        gone.forEach(key -> changes.add(new Change(key, null)));
        if (store.change(changes).toCompletableFuture().join() != Ack.DURABLE) {
            return false;
        }
        cuts.add(cut);
        if (after != null) {
            cuts.remove(after);
        }
        return true;
    }

    private static List<byte[]> keys(Database open, Chapter chapter) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        keys.add(Keys.chapter(chapter.last().position()));
        long first = chapter.before().position() + 1;
        long last = chapter.last().position();
        Keys.Kind kind = chapter.single() ? Keys.Kind.RECORD_V1 : Keys.Kind.GROUP;
        open.scan(chapter.single() ? Keys.record(first) : Keys.group(first), (key, value) -> {
            boolean within = kind.holds(key) && Keys.lastNumber(key) <= last;
            if (within) {
                keys.add(key);
            }
            return within;
        });
        for (OwnerRun run : chapter.owners()) {
            if (chapter.single()) {
                for (long number = run.first(); number <= run.last(); number++) {
                    keys.add(Keys.index(run.persistenceId(), number));
                }
            } else {
                keys.add(Keys.ownerIndex(run.persistenceId(), run.last()));
            }
        }
        return keys;
    }

    private List<byte[]> snapshots(Cut cut) {
        List<byte[]> keys = new ArrayList<>();
        for (OwnerRun run : cut.owners()) {
            keys.addAll(store.snapshots().keys(run.persistenceId(),
                    new Snapshots.Range(run.first(), run.last() - 1, Long.MIN_VALUE, Long.MAX_VALUE)));
        }
        return keys;
    }
}
