package io.netvscd.journal.format;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A stretch that retention took away. The chain goes on after it: what is kept before it ends with {@code before}, and what is kept after
 * it names the hash of {@code after}.
 *
 * @param gaps             how many of the records were gaps
 * @param firstWallClockMs the lowest of the stamps, 0 where none had one
 * @param lastWallClockMs  the highest of the stamps
 * @param owners           what it had of each owner, in the order of their names
 */
public record Cut(Head before, Head after, long gaps, long firstWallClockMs, long lastWallClockMs, List<OwnerRun> owners) {
    public Cut {
        owners = List.copyOf(owners);
    }

    /** What is missing once a chapter has been taken away. */
    public static Cut of(Chapter chapter) {
        return new Cut(chapter.before(), chapter.last(), chapter.gaps(), chapter.firstWallClockMs(), chapter.lastWallClockMs(),
                chapter.owners());
    }

    /** Both as one; {@code next} begins where this one ends. */
    public Cut with(Cut next) {
        if (!after.equals(next.before)) {
            throw new IllegalArgumentException("a cut from position " + next.before.position() + " does not follow one to "
                    + after.position());
        }
        TreeMap<String, OwnerRun> all = new TreeMap<>();
        owners.forEach(run -> all.put(run.persistenceId(), run));
        next.owners.forEach(run -> all.merge(run.persistenceId(), run, OwnerRun::with));
        long first = firstWallClockMs == 0 ? next.firstWallClockMs
                : next.firstWallClockMs == 0 ? firstWallClockMs : Math.min(firstWallClockMs, next.firstWallClockMs);
        return new Cut(before, next.after, gaps + next.gaps, first, Math.max(lastWallClockMs, next.lastWallClockMs),
                new ArrayList<>(all.values()));
    }

    /** The number of records that are missing. */
    public long records() {
        return after.position() - before.position();
    }

    /** The value that is stored under {@link Keys#cut} of the position before it. */
    public byte[] encode() {
        return Sealed.write(output -> {
            Sealed.head(output, before);
            Sealed.head(output, after);
            Sealed.number(output, gaps);
            Sealed.number(output, firstWallClockMs);
            Sealed.number(output, lastWallClockMs);
            OwnerRun.write(output, owners);
        });
    }

    /** Reads the value; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Cut decode(byte[] octets) {
        return Sealed.read(octets, input -> new Cut(Sealed.head(input), Sealed.head(input), Sealed.number(input), Sealed.number(input),
                Sealed.number(input), OwnerRun.read(input)));
    }
}
