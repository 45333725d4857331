package io.netvscd.journal.format;

import io.netvscd.journal.vocabulary.Stamp;
import java.util.List;

/**
 * A stretch of the journal that is complete: what stands in it, and the hashes before and at its end. The chapters' own chain shows in a
 * moment that none is missing; that one holds what it says is seen by reading it. Retention takes away whole chapters.
 *
 * @param before           the head of the chapter before
 * @param last             the head at its end
 * @param single           its records stand in envelopes of format 1, not in groups
 * @param octets           of all its groups or envelopes, before LevelDB's compression
 * @param gaps             how many of its records are gaps
 * @param firstWallClockMs the lowest of its stamps, 0 where none has one
 * @param lastWallClockMs  the highest of its stamps
 * @param newest           the highest stamp
 * @param owners           what it has of each owner, in the order of their names
 */
public record Chapter(
        Head before,
        Head last,
        boolean single,
        long octets,
        long gaps,
        long firstWallClockMs,
        long lastWallClockMs,
        Stamp newest,
        List<OwnerRun> owners) {
    /** A chapter is complete with so many records. */
    public static final int RECORDS = 16_384;
    /** A chapter is complete with so many octets. */
    public static final int OCTETS = 4 << 20;
    /** A chapter is complete when its records are a day apart, so that age can be counted in chapters. */
    public static final long SPAN_MS = 86_400_000;

    public Chapter {
        owners = List.copyOf(owners);
    }

    /** The number of its records. */
    public long records() {
        return last.position() - before.position();
    }

    /** The value that is stored under {@link Keys#chapter} of its last position. */
    public byte[] encode() {
        return Sealed.write(output -> {
            Sealed.head(output, before);
            Sealed.head(output, last);
            output.writeBoolean(single);
            Sealed.number(output, octets);
            Sealed.number(output, gaps);
            Sealed.number(output, firstWallClockMs);
            Sealed.number(output, lastWallClockMs);
            Sealed.stamp(output, newest);
            OwnerRun.write(output, owners);
        });
    }

    /** Reads the value; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Chapter decode(byte[] octets) {
        return Sealed.read(octets, input -> new Chapter(Sealed.head(input), Sealed.head(input), input.readBoolean(), Sealed.number(input),
                Sealed.number(input), Sealed.number(input), Sealed.number(input), Sealed.stamp(input), OwnerRun.read(input)));
    }
}
