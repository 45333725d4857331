package io.netvscd.journal.format;

/** The canonical text of a UUID, which Akka gives every writer: 36 characters that hold 16 octets. */
final class UuidText {
    private static final int CHARS = 36;

    private UuidText() {
    }

    /** The two halves, null for any other text. */
    static long[] parse(String text) {
        if (text.length() != CHARS) {
            return null;
        }
        long[] halves = new long[2];
        int digits = 0;
        for (int i = 0; i < CHARS; i++) {
            char each = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (each != '-') {
                    return null;
                }
                continue;
            }
            int value = each >= '0' && each <= '9' ? each - '0' : each >= 'a' && each <= 'f' ? each - 'a' + 10 : -1;
            if (value < 0) {
                return null;
            }
            halves[digits >>> 4] = halves[digits >>> 4] << 4 | value;
            digits++;
        }
        return halves;
    }
}
