package io.netvscd.journal.codec;

import java.util.Arrays;

/**
 * Gives the same record for the same octets, mostly, where the same ones come again and again: every record of a journal names one of a
 * handful of owners, and has the counters of its checkpoint twice. For one thread.
 */
final class RecordPool {
    private static final int SLOTS = 64;

    private final byte[][] octets = new byte[SLOTS][];
    private final Object[] records = new Object[SLOTS];

    /** The record of these octets if it is there; else null. */
    Object known(byte[] from, int offset, int end) {
        int at = slot(from, offset, end);
        byte[] known = octets[at];
        return known != null && Arrays.equals(known, 0, known.length, from, offset, end) ? records[at] : null;
    }

    void keep(byte[] from, int offset, int end, Object record) {
        int at = slot(from, offset, end);
        octets[at] = Arrays.copyOfRange(from, offset, end);
        records[at] = record;
    }

    private static int slot(byte[] from, int offset, int end) {
        int hash = 1;
        for (int i = offset; i < end; i++) {
            hash = 31 * hash + from[i];
        }
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
