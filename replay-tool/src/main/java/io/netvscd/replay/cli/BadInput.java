package io.netvscd.replay.cli;

/** What was given cannot be used; the message says what is wrong and what is allowed. */
final class BadInput extends RuntimeException {
    BadInput(String message) {
        super(message);
    }
}
