package io.netvscd.journal.store;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.OwnerRun;
import io.netvscd.journal.vocabulary.JournalGap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a snapshot of every owner at the end of each chapter that has records of it. So the state of any owner at the end of any chapter is
 * its newest snapshot up to there, and a chapter can go without anybody's past.
 */
final class ChapterStates {
    private static final Logger LOG = LoggerFactory.getLogger(ChapterStates.class);
    private static final int BATCH = 500;

    private final JournalStore store;
    private final OwnerStates states;
    private final Set<String> begun = new HashSet<>();
    /** Owners whose past is not all there: they get no snapshot until they have one from elsewhere. */
    private final Set<String> unknown = new HashSet<>();
    private List<Change> unsaved = List.of();

    ChapterStates(JournalStore store, OwnerStates states) {
        this.store = store;
        this.states = states;
    }

    /** Up to this position there are snapshots. */
    long position() throws IOException {
        byte[] octets = store.database().read(open -> open.get(Keys.STATES));
        return octets == null ? 0 : Keys.lastNumber(octets);
    }

    /** Makes the snapshots of the chapter that follows the last one; false where the disk does not take them: to be asked again. */
    boolean add(Chapter chapter) throws IOException {
        if (unsaved.isEmpty()) {
            if (chapter.owners().stream().map(OwnerRun::persistenceId).anyMatch(states::knows)) {
                foldAll(chapter);
            }
            unsaved = snapshots(chapter);
        }
        boolean saved = store.change(unsaved).toCompletableFuture().join() != Ack.LOST;
        unsaved = saved ? List.of() : unsaved;
        return saved;
    }

    private void foldAll(Chapter chapter) throws IOException {
        endAllBut(chapter.owners().stream().map(OwnerRun::persistenceId).collect(Collectors.toSet()));
        for (OwnerRun run : chapter.owners()) {
            begin(run);
        }
        long next = chapter.before().position() + 1;
        while (next <= chapter.last().position()) {
            long from = next;
            List<StoredRecord> records = store.database().read(open -> PositionReader.read(open, from, BATCH));
            if (records.isEmpty()) {
                throw new IOException("no record " + next + " is there");
            }
            for (StoredRecord record : records) {
                if (record.position() <= chapter.last().position()) {
                    fold(record.entry());
                }
            }
            next = records.get(records.size() - 1).position() + 1;
        }
    }

    /** A VF that is gone is an owner that never speaks again: over the years there are many. */
    private void endAllBut(Set<String> speaking) {
        List<String> silent = begun.stream().filter(owner -> !speaking.contains(owner)).toList();
        silent.forEach(states::end);
        silent.forEach(begun::remove);
        unknown.retainAll(speaking);
    }

    private void begin(OwnerRun run) {
        String owner = run.persistenceId();
        if (!states.knows(owner) || !begun.add(owner)) {
            return;
        }
        Snapshots.Range before = new Snapshots.Range(0, run.first() - 1, Long.MIN_VALUE, Long.MAX_VALUE);
        Optional<StoredSnapshot> snapshot = store.snapshots().newest(owner, before);
        long known = snapshot.map(StoredSnapshot::sequenceNr).orElse(0L);
        if (known < run.first() - 1) {
            LOG.warn("{}: what was recorded before sequence number {} is not there; no snapshots until it is", owner, run.first());
            unknown.add(owner);
        }
        states.begin(owner, snapshot);
    }

    private void fold(Entry entry) {
        if (entry.isGap()) {
            JournalCodec.decodeGap(entry.payload()).lost().stream().map(JournalGap.LostRecords::owner).filter(this::isFolded)
                    .forEach(states::lost);
        } else if (isFolded(entry.persistenceId())) {
            try {
                states.add(entry);
            } catch (RuntimeException e) {
                LOG.error("{}: sequence number {} cannot be folded; no snapshots from here on", entry.persistenceId(), entry.sequenceNr(),
                        e);
                unknown.add(entry.persistenceId());
            }
        }
    }

    private boolean isFolded(String owner) {
        return begun.contains(owner) && !unknown.contains(owner);
    }

    private List<Change> snapshots(Chapter chapter) {
        List<Change> changes = new ArrayList<>();
        chapter.owners().stream().map(OwnerRun::persistenceId).filter(this::isFolded).map(states::snapshot).map(Snapshots::change)
                .forEach(changes::add);
        changes.add(new Change(Keys.STATES, Keys.number(chapter.last().position())));
        return changes;
    }
}
