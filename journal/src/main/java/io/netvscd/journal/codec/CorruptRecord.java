package io.netvscd.journal.codec;

/** Octets that are no record of this vocabulary; the message says what was found and where. */
public final class CorruptRecord extends RuntimeException {
    public CorruptRecord(String message) {
        super(message);
    }

    public CorruptRecord(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a record that refuses its values itself. */
    static CorruptRecord refused(Class<?> type, RuntimeException why) {
        return new CorruptRecord("no " + type.getSimpleName() + ": " + why.getMessage(), why);
    }
}
