package io.netvscd.actors.machine.channel;

import io.netvscd.journal.vocabulary.Bytes;

/**
 * How far a channel has got with its sub-channels.
 *
 * @param askedId the transaction that asked for them, 0 before
 * @param asked   how many
 * @param granted how many the host will offer, 0 until it has said so
 * @param opened  how many are open
 * @param failed  how many will never be
 * @param settled nothing is waited for
 * @param table   the host's table of 16 words, empty until it sends one
 */
record Subchannels(long askedId, int asked, int granted, int opened, int failed, boolean settled, Bytes table) {
    static final Subchannels NONE = new Subchannels(0, 0, 0, 0, 0, true, Bytes.EMPTY);
    private static final int ENTRIES = 16;

    Subchannels asking(long id, int count) {
        return new Subchannels(id, count, 0, 0, 0, false, table);
    }

    Subchannels granting(int count) {
        return new Subchannels(askedId, asked, count, opened, failed, settled, table);
    }

    Subchannels noting(boolean open) {
        return new Subchannels(
                askedId, asked, granted, opened + (open ? 1 : 0), failed + (open ? 0 : 1), settled, table);
    }

    Subchannels settling(int channels) {
        return new Subchannels(askedId, asked, granted, channels - 1, failed, true, table);
    }

    Subchannels spreading(Bytes next) {
        return new Subchannels(askedId, asked, granted, opened, failed, settled, next);
    }

    /** Whether this is the answer that is waited for. */
    boolean awaits(long transactionId) {
        return !settled && granted == 0 && askedId == transactionId;
    }

    /** Whether all that were granted are open or lost. */
    boolean complete() {
        return granted > 0 && opened + failed >= granted;
    }

    /** Whether there are any to spread over, and no more are waited for. */
    boolean spreads() {
        return settled && opened > 0;
    }

    /** One octet for each bucket, folded onto the channels that are open; in turn where the host has said nothing. */
    Bytes spread() {
        byte[] words = table.toArray();
        byte[] spread = new byte[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            int wanted = words.length == 0 ? i : (words[4 * i] & 0xff) | (words[4 * i + 1] & 0xff) << 8
                    | (words[4 * i + 2] & 0xff) << 16 | (words[4 * i + 3] & 0xff) << 24;
            spread[i] = (byte) Integer.remainderUnsigned(wanted, opened + 1);
        }
        return Bytes.of(spread);
    }
}
