package io.netvscd.actors.edge;

import io.netvscd.datapath.vmbus.PortLimits;
import io.netvscd.datapath.vmbus.VmbusDevice;
import io.netvscd.journal.vocabulary.ChannelLimits;
import io.netvscd.journal.vocabulary.ChannelMemory;

/** The terms of a channel, in the words of the journal and in those of the port. */
public final class ChannelTerms {
    private ChannelTerms() {
    }

    /** What the owner is told of an incarnation's shared memory. */
    public static ChannelMemory memory(VmbusDevice device) {
        return new ChannelMemory(
                device.receiveBufferBytes(),
                device.receiveBufferGpadl(),
                device.sendBufferBytes(),
                device.sendBufferGpadl(),
                device.revokeFirst());
    }

    /** What the port is told of the handshake's outcome. */
    public static PortLimits limits(ChannelLimits agreed) {
        return new PortLimits(
                agreed.nvspVersion(),
                agreed.receiveSectionBytes(),
                agreed.receiveSections(),
                agreed.sendSectionBytes(),
                agreed.maxMessagesPerPacket(),
                agreed.alignmentShift(),
                agreed.mtu(),
                agreed.segmentBytes(),
                agreed.offloads());
    }
}
