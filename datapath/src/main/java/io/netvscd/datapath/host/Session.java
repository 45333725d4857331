package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspVersion;
import java.util.Optional;

/**
 * What one channel incarnation has agreed on so far.
 *
 * @param open          the channel is open
 * @param version       null before NVSP 1 succeeded
 * @param frameBytes    from NVSP 125: the MTU with its Ethernet header; 0 before
 * @param sriov         the guest can use a VF
 * @param receiveBuffer lent to the host
 * @param sendBuffer    lent to the host
 * @param rndisUp       between RNDIS INITIALIZE and HALT
 * @param packetFilter  bits of {@link io.netvscd.datapath.rndis.PacketFilter}
 * @param offloads      bits of {@link io.netvscd.datapath.rndis.Offload} that the guest has switched on
 * @param subchannels   granted to the guest, once and for all
 */
record Session(
        boolean open,
        NvspVersion version,
        int frameBytes,
        boolean sriov,
        boolean receiveBuffer,
        boolean sendBuffer,
        boolean rndisUp,
        int packetFilter,
        int offloads,
        int subchannels) {
    static final Session CLOSED = new Session(false, null, 0, false, false, false, false, 0, 0, 0);
    static final Session FRESH = new Session(true, null, 0, false, false, false, false, 0, 0, 0);

    /** Whether {@code wanted} or newer was agreed on. */
    boolean speaks(NvspVersion wanted) {
        return version != null && version.atLeast(wanted);
    }

    /** The version that decides the size of messages. */
    NvspVersion sizing() {
        return Optional.ofNullable(version).orElse(NvspVersion.V1);
    }

    /** Whether the guest may be told of a VF. */
    boolean canAssociate() {
        return rndisUp && sriov && speaks(NvspVersion.V4);
    }

    Session agreed(NvspVersion next) {
        return new Session(open, next, frameBytes, sriov, receiveBuffer, sendBuffer, rndisUp, packetFilter,
                offloads, subchannels);
    }

    Session configured(int nextFrameBytes, boolean nextSriov) {
        return new Session(open, version, nextFrameBytes, nextSriov, receiveBuffer, sendBuffer, rndisUp, packetFilter,
                offloads, subchannels);
    }

    Session withReceiveBuffer(boolean lent) {
        return new Session(open, version, frameBytes, sriov, lent, sendBuffer, rndisUp, packetFilter,
                offloads, subchannels);
    }

    Session withSendBuffer(boolean lent) {
        return new Session(open, version, frameBytes, sriov, receiveBuffer, lent, rndisUp, packetFilter,
                offloads, subchannels);
    }

    Session withRndis(boolean up) {
        return new Session(open, version, frameBytes, sriov, receiveBuffer, sendBuffer, up, 0, 0, subchannels);
    }

    Session withFilter(int filter) {
        return new Session(open, version, frameBytes, sriov, receiveBuffer, sendBuffer, rndisUp, filter, offloads, subchannels);
    }

    Session withOffloads(int on) {
        return new Session(
                open, version, frameBytes, sriov, receiveBuffer, sendBuffer, rndisUp, packetFilter, on,
                subchannels);
    }

    Session withSubchannels(int granted) {
        return new Session(open, version, frameBytes, sriov, receiveBuffer, sendBuffer, rndisUp, packetFilter,
                offloads, granted);
    }
}
