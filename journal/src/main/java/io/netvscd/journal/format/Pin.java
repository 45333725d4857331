package io.netvscd.journal.format;

/**
 * A time whose records retention leaves alone.
 *
 * @param number of this pin, from 1
 * @param fromMs milliseconds since 1970, as stamps have them
 * @param toMs   inclusive
 * @param why    what happened, for people
 */
public record Pin(long number, long fromMs, long toMs, String why) {
    /** Whether a chapter holds records of that time. */
    public boolean holds(Chapter chapter) {
        return chapter.lastWallClockMs() >= fromMs && chapter.firstWallClockMs() <= toMs;
    }

    /** The value that is stored under {@link Keys#pin}. */
    public byte[] encode() {
        return Sealed.write(output -> {
            Sealed.number(output, fromMs);
            Sealed.number(output, toMs);
            Sealed.text(output, why);
        });
    }

    /** Reads the value; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Pin decode(long number, byte[] octets) {
        return Sealed.read(octets, input -> new Pin(number, Sealed.number(input), Sealed.number(input), input.readString()));
    }
}
