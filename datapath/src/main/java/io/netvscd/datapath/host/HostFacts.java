package io.netvscd.datapath.host;

import io.netvscd.datapath.MacAddress;

/**
 * What the answers of one channel incarnation are made of.
 *
 * @param receiveGpadl the handle that names the receive buffer
 * @param sendGpadl    the handle that names the send buffer
 * @param channels     that a guest may have at most
 */
record HostFacts(
        MacAddress mac, int mtu, int receiveBufferBytes, int receiveGpadl, int sendBufferBytes, int sendGpadl,
        int channels) {
    /** Octets in front of a received frame: the RNDIS header and all that can follow it. */
    private static final int RECEIVE_HEADROOM_BYTES = 256 + 36;
    /** What Hyper-V gives. */
    private static final int SEND_SECTION_BYTES = 6144;

    static HostFacts of(HostSettings settings, int receiveGpadl, int sendGpadl) {
        return new HostFacts(settings.mac(), settings.mtu(), settings.receiveBufferBytes(), receiveGpadl,
                settings.sendBufferBytes(), sendGpadl, settings.channels());
    }

    /** A guest of version 1 does not say what its frames may have: {@code frameBytes} is 0 then. */
    int receiveSectionBytes(int frameBytes) {
        int frame = frameBytes == 0 ? mtu + FrameFilter.ETHERNET_BYTES : frameBytes;
        return Math.min(frame + RECEIVE_HEADROOM_BYTES + 7 & -8, receiveBufferBytes);
    }

    int receiveSections(int frameBytes) {
        return receiveBufferBytes / receiveSectionBytes(frameBytes);
    }

    int sendSectionBytes() {
        return Math.min(SEND_SECTION_BYTES, sendBufferBytes);
    }
}
