package io.netvscd.replay.cli;

/** The machine lacks something that the command needs; the message names it. */
final class EnvironmentLacking extends RuntimeException {
    EnvironmentLacking(String message) {
        super(message);
    }
}
