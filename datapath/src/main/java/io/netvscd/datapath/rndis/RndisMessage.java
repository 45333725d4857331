package io.netvscd.datapath.rndis;

/** An RNDIS control message. Words that are unsigned on the wire keep their 32 bits in an {@code int}. */
public sealed interface RndisMessage {
    /** What an answer is matched by. */
    sealed interface Answer extends RndisMessage {
        int requestId();

        int status();
    }

    /** RNDIS 0x00000002. */
    record Initialize(int requestId, int major, int minor, int maxTransferBytes) implements RndisMessage {
    }

    /**
     * RNDIS 0x80000002.
     *
     * @param deviceFlags          1: connectionless
     * @param medium               0: 802.3
     * @param maxPacketsPerMessage RNDIS messages in one section of the send buffer
     * @param maxTransferBytes     unsigned
     * @param alignmentShift       they are aligned to {@code 1 << alignmentShift} octets
     */
    record InitializeComplete(
            int requestId,
            int status,
            int major,
            int minor,
            int deviceFlags,
            int medium,
            int maxPacketsPerMessage,
            int maxTransferBytes,
            int alignmentShift) implements Answer {
    }

    /** RNDIS 0x00000003, which nobody answers. */
    record Halt(int requestId) implements RndisMessage {
    }

    /** RNDIS 0x00000004. */
    record Query(int requestId, int oid, Information input) implements RndisMessage {
    }

    /** RNDIS 0x80000004. */
    record QueryComplete(int requestId, int status, Information output) implements Answer {
    }

    /** RNDIS 0x00000005. */
    record Set(int requestId, int oid, Information input) implements RndisMessage {
    }

    /** RNDIS 0x80000005. */
    record SetComplete(int requestId, int status) implements Answer {
    }

    /** RNDIS 0x00000006. A netvsc never sends it: hosts are known that stop answering for good. */
    record Reset() implements RndisMessage {
    }

    /** RNDIS 0x80000006, which has no request id. */
    record ResetComplete(int status, int addressingReset) implements RndisMessage {
    }

    /** RNDIS 0x00000007: an indication, by a status word of {@link RndisStatus}. */
    record IndicateStatus(int status, Information buffer) implements RndisMessage {
    }

    /** RNDIS 0x00000008, from either side. */
    record Keepalive(int requestId) implements RndisMessage {
    }

    /** RNDIS 0x80000008. */
    record KeepaliveComplete(int requestId, int status) implements Answer {
    }

    /** A type that a netvsc does not use. Its body is not looked at. */
    record Unused(int type) implements RndisMessage {
    }
}
