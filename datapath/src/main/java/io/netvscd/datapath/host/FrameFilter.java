package io.netvscd.datapath.host;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.rndis.PacketFilter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/** Whom a frame is for, by its addresses; what the guest's packet filter admits. Addresses are native. */
final class FrameFilter {
    /** Octets of an Ethernet header; nothing shorter is a frame. */
    static final int ETHERNET_BYTES = 14;
    private static final int SOURCE_OFFSET = 6;
    private static final int TAIL_OFFSET = 4;

    private final int macHead;
    private final short macTail;
    /** What the guest sends from: its own address, or another that it was given by its user. */
    private int sourceHead;
    private short sourceTail;

    FrameFilter(MacAddress mac) {
        ByteBuffer octets = ByteBuffer.wrap(mac.octets()).order(ByteOrder.nativeOrder());
        macHead = octets.getInt(0);
        macTail = octets.getShort(TAIL_OFFSET);
        sourceHead = macHead;
        sourceTail = macTail;
    }

    /** Learns from a frame that the guest sends what its address is now, as a switch does that lets guests choose. */
    void learnSource(long frame) {
        sourceHead = UnsafeApi.getInt(frame + SOURCE_OFFSET);
        sourceTail = UnsafeApi.getShort(frame + SOURCE_OFFSET + TAIL_OFFSET);
    }

    /** Whether the guest itself sent the frame, and a fabric brought it back. */
    boolean isFromGuest(long frame) {
        return isMac(frame + SOURCE_OFFSET);
    }

    boolean isToGuest(long frame) {
        return isMac(frame);
    }

    static boolean isGroup(long frame) {
        return (UnsafeApi.getByte(frame) & 1) != 0;
    }

    private static boolean isBroadcast(long frame) {
        return UnsafeApi.getInt(frame) == -1 && UnsafeApi.getShort(frame + TAIL_OFFSET) == -1;
    }

    /** Whether the bits of an RNDIS packet filter let the frame through. */
    boolean admits(int packetFilter, long frame) {
        if ((packetFilter & PacketFilter.PROMISCUOUS) != 0) {
            return true;
        }
        if (!isGroup(frame)) {
            return (packetFilter & PacketFilter.DIRECTED) != 0 && isToGuest(frame);
        }
        // No multicast list has been set: those in it are all there are.
        int wanted = isBroadcast(frame) ? PacketFilter.BROADCAST : PacketFilter.ALL_MULTICAST | PacketFilter.MULTICAST;
        return (packetFilter & wanted) != 0;
    }

    private boolean isMac(long address) {
        int head = UnsafeApi.getInt(address);
        short tail = UnsafeApi.getShort(address + TAIL_OFFSET);
        return head == macHead && tail == macTail || head == sourceHead && tail == sourceTail;
    }
}
