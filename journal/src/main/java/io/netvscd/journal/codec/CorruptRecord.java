package io.netvscd.journal.codec;

/** Octets that are no record of this vocabulary; the message says what was found and where. */
public final class CorruptRecord extends RuntimeException {
    public CorruptRecord(String message) {
        super(message);
    }

    public CorruptRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
