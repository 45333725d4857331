package io.netvscd.journal.vocabulary;

/**
 * What the handshake agreed on, as far as the data port needs it.
 *
 * @param nvspVersion           {@code major << 16 | minor}; decides the size of an NVSP message (28 octets, 40 from 6.1)
 * @param receiveSectionBytes   sub-allocation of the receive buffer
 * @param receiveSections       number of sub-allocations
 * @param sendSectionBytes      a section of the send buffer, 0 where there is none
 * @param maxMessagesPerPacket  RNDIS messages in one section
 * @param alignmentShift        they are aligned to {@code 1 << alignmentShift} octets
 * @param mtu                   of the master, without the Ethernet header
 * @param offloads              bits of {@link io.netvscd.datapath.rndis.Offload}
 * @param segmentBytes          the longest segment that the host cuts, as a frame; 0 where it has not said
 */
public record ChannelLimits(
        int nvspVersion,
        int receiveSectionBytes,
        int receiveSections,
        int sendSectionBytes,
        int maxMessagesPerPacket,
        int alignmentShift,
        int mtu,
        int offloads,
        int segmentBytes) {
}
