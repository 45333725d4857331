package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.journal.vocabulary.HandshakeStep;

/**
 * Where the handshake stands.
 *
 * @param proposed the version asked for last
 * @param step     what the host is to answer, null before the first step
 * @param id       the transaction that carries it
 * @param filter   the packet filter asked for, in the last step
 */
record Awaited(NvspVersion proposed, HandshakeStep step, long id, int filter) {
    static final Awaited NOTHING = new Awaited(NvspVersion.newest(), null, 0, 0);

    Awaited proposing(NvspVersion version) {
        return new Awaited(version, step, id, filter);
    }

    Awaited step(HandshakeStep next, long transactionId, int wishedFilter) {
        return new Awaited(proposed, next, transactionId, wishedFilter);
    }

    boolean is(HandshakeStep expected, long transactionId) {
        return step == expected && id == transactionId;
    }
}
