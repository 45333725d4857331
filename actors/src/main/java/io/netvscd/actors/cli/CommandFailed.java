package io.netvscd.actors.cli;

/** A command that ends with a message for standard error and an exit code, without a stack trace. */
final class CommandFailed extends Exception {
    static final int NO = 1;
    static final int BAD_INPUT = 2;
    static final int MISSING = 3;
    static final int INTERNAL = 4;

    private final int exitCode;

    CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
