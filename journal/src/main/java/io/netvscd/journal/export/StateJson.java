package io.netvscd.journal.export;

import io.netvscd.journal.codec.CorruptRecord;

/**
 * What an owner knows, as one JSON object: any record of numbers, texts, constants, addresses, lists, sets and maps, and of such records. It
 * may get more components, which are 0, false, null or empty in a text from before; what a text has beyond them is skipped.
 */
public final class StateJson {
    private StateJson() {
    }

    /** The text of a state. */
    public static String write(Record state) {
        return JsonLines.any(state);
    }

    /** Reads the text of a state; {@link CorruptRecord} names what does not fit. */
    public static <S extends Record> S read(String text, Class<S> type) {
        return JsonLines.readAny(text, type);
    }
}
