package io.netvscd.replay.cli;

/** What a command's exit code says. */
final class ExitCodes {
    static final int DONE = 0;
    /** The answer is no: a divergence, a failed expectation. */
    static final int NO = 1;
    static final int BAD_INPUT = 2;
    static final int LACKING = 3;
    static final int INTERNAL = 4;

    private ExitCodes() {
    }
}
