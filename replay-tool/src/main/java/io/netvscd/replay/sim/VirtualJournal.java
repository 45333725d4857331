package io.netvscd.replay.sim;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.JournalStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The journal as a daemon on virtual time sees it: batches of turns are written after a while, fail, or are not
 * answered. What is written has been octets on the way, by the journal's own codec.
 */
public final class VirtualJournal {
    /** Whoever wrote a batch. */
    interface Writer {
        void written();

        void failed();
    }

    private static final class Batch {
        private final List<TransitionRecord> turns;
        private final Writer writer;

        private Batch(List<TransitionRecord> turns, Writer writer) {
            this.turns = turns;
            this.writer = writer;
        }
    }

    private final Agenda agenda;
    private final Schedule schedule;
    private final long latencyNs;
    private final Consumer<TransitionRecord> store;
    /** Batches that the disk is done with and that nobody has been told of. */
    private final List<Batch> done = new ArrayList<>();
    /** Batches that the disk has not answered. */
    private final List<Batch> underWay = new ArrayList<>();
    private JournalStep.Verb disk = JournalStep.Verb.OK;
    private final CRC32C checksum = new CRC32C();
    private long records;
    private long gaps;

    /**
     * Makes an empty journal.
     *
     * @param store is given every record that is written
     */
    VirtualJournal(Agenda agenda, Schedule schedule, long latencyNs, Consumer<TransitionRecord> store) {
        this.agenda = agenda;
        this.schedule = schedule;
        this.latencyNs = latencyNs;
        this.store = store;
    }

    /** Writes these turns, all or none. */
    void write(List<TransitionRecord> turns, Writer writer) {
        Batch batch = new Batch(turns, writer);
        if (disk == JournalStep.Verb.FAIL) {
            writer.failed();
            return;
        }
        underWay.add(batch);
        if (latencyNs > 0) {
            agenda.at(agenda.nowNs() + latencyNs, () -> finish(batch));
        } else {
            finish(batch);
        }
    }

    /** Tells one writer that its batch is written; false where none is to be told. */
    boolean answerOne() {
        if (done.isEmpty()) {
            return false;
        }
        Batch batch = done.remove(schedule.next(done.size()));
        batch.writer.written();
        return true;
    }

    /** The disk fails, answers no more, or works again: what it had not answered is written then. */
    void become(JournalStep.Verb next) {
        disk = next;
        List<Batch> waiting = List.copyOf(underWay);
        if (next == JournalStep.Verb.FAIL) {
            underWay.clear();
            waiting.forEach(batch -> batch.writer.failed());
        } else if (next == JournalStep.Verb.OK) {
            waiting.forEach(this::finish);
        }
    }

    /** The daemon has ended. Of what it was writing, some may have reached the disk. */
    void daemonEnded() {
        done.clear();
        for (Batch batch : underWay) {
            if (schedule.next(2) == 1) {
                keep(batch);
            }
        }
        underWay.clear();
    }

    /** Turns of an owner found no room in its memory: they will be missing. */
    void gap() {
        gaps++;
    }

    /** Whether a write is answered before time moves on. */
    boolean answersAtOnce() {
        return disk == JournalStep.Verb.OK && latencyNs == 0;
    }

    public boolean healthy() {
        return disk == JournalStep.Verb.OK;
    }

    /** Runs of lost records. */
    public long gaps() {
        return gaps;
    }

    /** A sum over all octets written so far, in the order written. */
    public long digest() {
        return checksum.getValue();
    }

    /** Records written so far. */
    public long records() {
        return records;
    }

    private void finish(Batch batch) {
        if (disk != JournalStep.Verb.OK || !underWay.remove(batch)) {
            return;
        }
        keep(batch);
        if (schedule.inOrder()) {
            batch.writer.written();
        } else {
            done.add(batch);
        }
    }

    private void keep(Batch batch) {
        for (TransitionRecord turn : batch.turns) {
            records++;
            byte[] octets = JournalCodec.encode(turn);
            checksum.update(octets);
            store.accept(JournalCodec.decodeTransition(octets));
        }
    }
}
