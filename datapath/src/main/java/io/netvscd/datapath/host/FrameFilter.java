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

    private final MacAddress given;
    private int macHead;
    private short macTail;
    /** What the guest sends from: its own address, or another that it was given by its user. */
    private int sourceHead;
    private short sourceTail;
    private int packetFilter;
    private long[] groups = {};
    private RndisSession followed = RndisSession.DOWN;

    FrameFilter(MacAddress mac) {
        given = mac;
        take(mac);
    }

    private void take(MacAddress mac) {
        ByteBuffer octets = ByteBuffer.wrap(mac.octets()).order(ByteOrder.nativeOrder());
        macHead = octets.getInt(0);
        macTail = octets.getShort(TAIL_OFFSET);
        sourceHead = macHead;
        sourceTail = macTail;
    }

    /** Follows what the guest has set; does something only when that has changed. */
    void follow(RndisSession now) {
        if (now == followed) {
            return;
        }
        MacAddress address = now.address() == null ? given : now.address();
        MacAddress before = followed.address() == null ? given : followed.address();
        if (!address.equals(before)) {
            take(address);
        }
        packetFilter = now.packetFilter();
        groups = now.groups().stream().mapToLong(MacAddress::bits).toArray();
        followed = now;
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

    /** Whether the guest's packet filter lets the frame through. */
    boolean admits(long frame) {
        if ((packetFilter & PacketFilter.PROMISCUOUS) != 0) {
            return true;
        }
        if (!isGroup(frame)) {
            return (packetFilter & PacketFilter.DIRECTED) != 0 && isToGuest(frame);
        }
        if (isBroadcast(frame)) {
            return (packetFilter & PacketFilter.BROADCAST) != 0;
        }
        return (packetFilter & PacketFilter.ALL_MULTICAST) != 0
                || (packetFilter & PacketFilter.MULTICAST) != 0 && isListed(frame);
    }

    private boolean isListed(long frame) {
        long group = Integer.toUnsignedLong(Integer.reverseBytes(UnsafeApi.getInt(frame))) << 16
                | Short.toUnsignedLong(Short.reverseBytes(UnsafeApi.getShort(frame + TAIL_OFFSET)));
        for (long listed : groups) {
            if (listed == group) {
                return true;
            }
        }
        return false;
    }

    private boolean isMac(long address) {
        int head = UnsafeApi.getInt(address);
        short tail = UnsafeApi.getShort(address + TAIL_OFFSET);
        return head == macHead && tail == macTail || head == sourceHead && tail == sourceTail;
    }
}
