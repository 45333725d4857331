package io.netvscd.actors.control;

/**
 * A request that was not carried out, with the exit code that fits: 1 the answer is no, 2 bad request, 3 missing, 4
 * internal.
 */
public final class ControlRefused extends Exception {
    private final int code;

    public ControlRefused(int code, String why) {
        super(why);
        this.code = code;
    }

    /** The exit code for a command line. */
    public int code() {
        return code;
    }

    /** A request that makes no sense; {@code why} names the place and the mend. */
    public static ControlRefused bad(String why) {
        return new ControlRefused(2, why);
    }
}
