package io.netvscd.datapath.nvsp;

import io.netvscd.datapath.DataPath;
import java.util.List;

/** A message of NVSP, section 3.2. Words that are unsigned on the wire keep their 32 bits in an {@code int}. */
public sealed interface NvspMessage {
    /** NVSP 1, guest to host: a proposal, with both bounds equal. */
    record Init(int minVersion, int maxVersion) implements NvspMessage {
        /** Proposes one version. */
        public static Init of(NvspVersion version) {
            return new Init(version.code(), version.code());
        }
    }

    /**
     * NVSP 2, the answer to 1.
     *
     * @param negotiatedVersion deprecated; hosts fill it with anything
     */
    record InitComplete(int negotiatedVersion, int maxMdlChainLength, int status) implements NvspMessage {
    }

    /** NVSP 100, guest to host, unanswered. */
    record NdisVersion(int major, int minor) implements NvspMessage {
    }

    /** NVSP 101: lends the host a receive buffer. */
    record ReceiveBuffer(int gpadl, int id) implements NvspMessage {
        /** The id that every netvsc gives its receive buffer. */
        public static final int ID = 0xcafe;
    }

    /**
     * NVSP 102, the answer to 101: how the host divides the buffer. All zero where the status is not success.
     *
     * @param offset       of the first section; a netvsc accepts 0 alone
     * @param sectionBytes of each section
     * @param sections     how many
     * @param endOffset    of the last octet in use
     */
    record ReceiveBufferComplete(int status, int offset, int sectionBytes, int sections, int endOffset)
            implements NvspMessage {
        /** The buffer was refused. */
        public static ReceiveBufferComplete refused(int status) {
            return new ReceiveBufferComplete(status, 0, 0, 0, 0);
        }
    }

    /** NVSP 103: takes the receive buffer back. */
    record RevokeReceiveBuffer(int id) implements NvspMessage {
    }

    /** NVSP 104: lends the host a send buffer. */
    record SendBuffer(int gpadl, int id) implements NvspMessage {
        /** The id that hv_netvsc gives its send buffer. */
        public static final int ID = 0;
    }

    /** NVSP 105, the answer to 104. */
    record SendBufferComplete(int status, int sectionBytes) implements NvspMessage {
    }

    /** NVSP 106: takes the send buffer back. */
    record RevokeSendBuffer(int id) implements NvspMessage {
    }

    /**
     * NVSP 107, both ways: RNDIS messages are in a section of the send buffer, in the packet's pages, or in the receive
     * buffer.
     *
     * @param channelType  {@link #DATA} or {@link #CONTROL}
     * @param sectionIndex of the send buffer, or {@link #NO_SECTION}
     * @param sectionBytes used in that section
     */
    record RndisPacket(int channelType, int sectionIndex, int sectionBytes) implements NvspMessage {
        public static final int DATA = 0;
        public static final int CONTROL = 1;
        public static final int NO_SECTION = 0xffff_ffff;
    }

    /** NVSP 108, the completion of 107, both ways. */
    record RndisPacketComplete(int status) implements NvspMessage {
    }

    /**
     * NVSP 125, guest to host, unanswered.
     *
     * @param frameBytes   the MTU with the Ethernet header's 14 octets
     * @param capabilities bits of {@link NdisCapability}
     */
    record NdisConfig(int frameBytes, long capabilities) implements NvspMessage {
    }

    /**
     * NVSP 128, host to guest: a VF belongs to this NIC, or does so no longer.
     *
     * @param allocated any non-zero word, as in hv_netvsc; it alone decides
     * @param serial    the name of the VF's PCI slot; in a disassociation that of the association
     */
    record VfAssociation(boolean allocated, int serial) implements NvspMessage {
    }

    /** NVSP 129: the guest asks for a data path, or the host says that it has moved to one by itself. */
    record SwitchDataPath(DataPath path) implements NvspMessage {
    }

    /** NVSP 133, guest to host: asks for this many sub-channels. */
    record SubchannelRequest(int operation, int count) implements NvspMessage {
        public static final int ALLOCATE = 1;
    }

    /** NVSP 133 as a completion: so many were granted. */
    record SubchannelComplete(int status, int count) implements NvspMessage {
    }

    /** NVSP 134, host to guest: which channel takes a hash bucket's frames; whether it exists is not checked here. */
    record IndirectionTable(List<Integer> channels) implements NvspMessage {
        /** Buckets in the table. */
        public static final int ENTRIES = 16;

        public IndirectionTable {
            channels = List.copyOf(channels);
            if (channels.size() != ENTRIES) {
                throw new IllegalArgumentException("the send indirection table has 16 entries: " + channels.size());
            }
        }
    }

    /** A type that a netvsc does not use. Its body is not looked at. */
    record Unused(int type) implements NvspMessage {
    }
}
