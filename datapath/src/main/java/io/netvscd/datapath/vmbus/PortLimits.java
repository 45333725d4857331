package io.netvscd.datapath.vmbus;

/**
 * What the handshake agreed on, as far as data needs it.
 *
 * @param nvspVersion          {@code major << 16 | minor}; decides the size of an NVSP message (28 octets, 40 from 6.1)
 * @param receiveSectionBytes  sub-allocation of the receive buffer
 * @param receiveSections      number of sub-allocations
 * @param sendSectionBytes     a section of the send buffer, 0 where there is none
 * @param maxMessagesPerPacket RNDIS messages in one section
 * @param alignmentShift       they are aligned to {@code 1 << alignmentShift} octets
 * @param mtu                  of the master, without the Ethernet header
 * @param segmentBytes         the longest segment that the host cuts; 0 where it has not said, and segments go in pieces
 *                             that fit a section
 * @param offloads             bits of {@link io.netvscd.datapath.rndis.Offload}: what the host does to a frame; all
 *                             else is done here before the frame is sent
 */
public record PortLimits(
        int nvspVersion,
        int receiveSectionBytes,
        int receiveSections,
        int sendSectionBytes,
        int maxMessagesPerPacket,
        int alignmentShift,
        int mtu,
        int segmentBytes,
        int offloads) {
}
