package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.sim.Beginnings;
import io.netvscd.replay.timeline.Tick;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** The journal that a command reads. */
final class Journal {
    @Parameters(index = "0", paramLabel = "PATH", description = "A journal folder or a bundle.")
    private Path path;

    JournalSource open() {
        return JournalSource.open(path);
    }

    Path path() {
        return path;
    }

    /** Gives every record in tick order, until {@code visitor} has had enough. */
    void forEach(Predicate<TransitionRecord> visitor) {
        try (JournalSource source = open(); Stream<TransitionRecord> records = source.records()) {
            boolean goOn = true;
            for (Iterator<TransitionRecord> each = records.iterator(); goOn && each.hasNext();) {
                goOn = visitor.test(each.next());
            }
        }
    }

    /** Where owners' stories go on although the records before are not there any more. */
    Beginnings beginnings() {
        try (JournalSource source = open()) {
            return new Beginnings(source.states());
        }
    }

    /** What the wall clock showed at the last record, 0 where there is none. */
    long lastRecordMs() {
        long[] last = {0};
        forEach(turn -> {
            last[0] = turn.stamp().wallClockMs();
            return true;
        });
        return last[0];
    }

    /** Reads a tick as it was written on the command line. */
    static Tick tick(String text) {
        try {
            return Tick.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage());
        }
    }

    BadInput noSuchTick(Tick tick) {
        return new BadInput(path + ": there is no record " + tick + "; 'timeline' shows which there are");
    }
}
