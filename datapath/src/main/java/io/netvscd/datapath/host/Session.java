package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NdisCapability;
import io.netvscd.datapath.nvsp.NvspVersion;
import java.util.Optional;

/**
 * What one channel incarnation has agreed on so far.
 *
 * @param open          the channel is open
 * @param version       null before NVSP 1 succeeded
 * @param frameBytes    from NVSP 125: the MTU with its Ethernet header; 0 before
 * @param capabilities  the guest's bits of {@link NdisCapability}
 * @param receiveBuffer lent to the host
 * @param sendBuffer    lent to the host
 * @param subchannels   granted to the guest, once and for all
 * @param dead          the guest has sent what ends the worker of the hosts that are known: nothing is read or written
 *                      until the channel is opened anew
 */
record Session(
        boolean open,
        NvspVersion version,
        int frameBytes,
        long capabilities,
        boolean receiveBuffer,
        boolean sendBuffer,
        RndisSession rndis,
        int subchannels,
        boolean dead) {
    static final Session CLOSED = new Session(false, null, 0, 0, false, false, RndisSession.DOWN, 0, false);
    static final Session FRESH = new Session(true, null, 0, 0, false, false, RndisSession.DOWN, 0, false);

    /** Whether {@code wanted} or newer was agreed on. */
    boolean speaks(NvspVersion wanted) {
        return version != null && version.atLeast(wanted);
    }

    /** The version that decides the size of messages. */
    NvspVersion sizing() {
        return Optional.ofNullable(version).orElse(NvspVersion.V1);
    }

    boolean rndisUp() {
        return rndis.up();
    }

    /** Whether the guest may be told of a VF. */
    boolean canAssociate() {
        return rndis.up() && (capabilities & NdisCapability.SRIOV) != 0 && speaks(NvspVersion.V4);
    }

    Session agreed(NvspVersion next) {
        return new Session(
                open, next, frameBytes, capabilities, receiveBuffer, sendBuffer, rndis, subchannels, dead);
    }

    Session configured(int nextFrameBytes, long nextCapabilities) {
        return new Session(
                open, version, nextFrameBytes, nextCapabilities, receiveBuffer, sendBuffer, rndis, subchannels, dead);
    }

    Session withReceiveBuffer(boolean lent) {
        return new Session(open, version, frameBytes, capabilities, lent, sendBuffer, rndis, subchannels, dead);
    }

    Session withSendBuffer(boolean lent) {
        return new Session(open, version, frameBytes, capabilities, receiveBuffer, lent, rndis, subchannels, dead);
    }

    Session with(RndisSession next) {
        return new Session(
                open, version, frameBytes, capabilities, receiveBuffer, sendBuffer, next, subchannels, dead);
    }

    Session withSubchannels(int granted) {
        return new Session(open, version, frameBytes, capabilities, receiveBuffer, sendBuffer, rndis, granted, dead);
    }

    Session killed() {
        return new Session(
                open, version, frameBytes, capabilities, receiveBuffer, sendBuffer, rndis, subchannels, true);
    }
}
