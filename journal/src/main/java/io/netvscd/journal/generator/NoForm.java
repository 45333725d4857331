package io.netvscd.journal.generator;

/** A table that cannot be stored; the message says which of its types it is and why. */
final class NoForm extends RuntimeException {
    NoForm(String message) {
        super(message);
    }
}
