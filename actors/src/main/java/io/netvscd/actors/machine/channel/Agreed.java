package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.Offload;
import io.netvscd.journal.vocabulary.ChannelLimits;

/**
 * What the handshake has agreed on so far; zeros and the newest version stand for what it has not reached yet.
 *
 * @param offered  what the host says it can do to frames: bits of {@link io.netvscd.datapath.rndis.Offload}
 * @param offloads what it has agreed to do
 * @param segmentBytes the longest frame that it cuts
 */
record Agreed(
        NvspVersion version,
        boolean versionKnown,
        int receiveSectionBytes,
        int receiveSections,
        int sendSectionBytes,
        int maxMessagesPerPacket,
        int alignmentShift,
        int offered,
        int offloads,
        int segmentBytes) {
    static final Agreed NOTHING = new Agreed(NvspVersion.newest(), false, 0, 0, 0, 0, 0, 0, 0, 0);

    Agreed on(NvspVersion agreed) {
        return new Agreed(agreed, true, receiveSectionBytes, receiveSections, sendSectionBytes, maxMessagesPerPacket,
                alignmentShift, offered, offloads, segmentBytes);
    }

    Agreed buffers(int receiveBytes, int receiveCount, int sendBytes) {
        return new Agreed(version, versionKnown, receiveBytes, receiveCount, sendBytes, maxMessagesPerPacket,
                alignmentShift, offered, offloads, segmentBytes);
    }

    Agreed packets(int maxMessages, int alignment) {
        return new Agreed(version, versionKnown, receiveSectionBytes, receiveSections, sendSectionBytes, maxMessages,
                alignment, offered, offloads, segmentBytes);
    }

    Agreed offering(int next, int longestSegment) {
        return new Agreed(version, versionKnown, receiveSectionBytes, receiveSections, sendSectionBytes,
                maxMessagesPerPacket, alignmentShift, next, offloads, longestSegment);
    }

    Agreed offloading(int next) {
        return new Agreed(version, versionKnown, receiveSectionBytes, receiveSections, sendSectionBytes,
                maxMessagesPerPacket, alignmentShift, offered, next, segmentBytes);
    }

    /** Whether SR-IOV was advertised, without which a host neither associates a VF nor switches. */
    boolean sriov() {
        return versionKnown && version.atLeast(NvspVersion.V5);
    }

    ChannelLimits limits(int mtu) {
        return new ChannelLimits(version.code(), receiveSectionBytes, receiveSections, sendSectionBytes,
                maxMessagesPerPacket, alignmentShift, mtu, offloads,
                (offloads & Offload.LARGE_SENDS) == 0 ? 0 : segmentBytes);
    }
}
