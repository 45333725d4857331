package io.netvscd.journal.format;

import io.netvscd.journal.vocabulary.Stamp;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known at the end of the newest complete chapter, so that only what follows need be read when a journal is opened.
 *
 * @param gaps    ever written, those that retention took away included
 * @param newest  the highest stamp so far
 * @param highest the highest sequence number by persistence id, lost ones included
 */
public record Standing(Head head, long gaps, Stamp newest, Map<String, Long> highest) {
    /** Before the first record of a journal. */
    public static final Standing START = new Standing(Head.START, 0, Entry.NO_STAMP, Map.of());

    public Standing {
        highest = Map.copyOf(highest);
    }

    /** The value that is stored under {@link Keys#STANDING}. */
    public byte[] encode() {
        return Sealed.write(output -> {
            Sealed.head(output, head);
            Sealed.number(output, gaps);
            Sealed.stamp(output, newest);
            Sealed.number(output, highest.size());
            new TreeMap<>(highest).forEach((id, number) -> {
                Sealed.text(output, id);
                Sealed.number(output, number);
            });
        });
    }

    /** Reads the value; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Standing decode(byte[] octets) {
        return Sealed.read(octets, input -> {
            Head head = Sealed.head(input);
            long gaps = Sealed.number(input);
            Stamp newest = Sealed.stamp(input);
            Map<String, Long> highest = new TreeMap<>();
            for (long left = Sealed.number(input); left > 0; left--) {
                highest.put(input.readString(), Sealed.number(input));
            }
            return new Standing(head, gaps, newest, highest);
        });
    }
}
