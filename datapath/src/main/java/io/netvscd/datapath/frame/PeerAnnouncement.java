package io.netvscd.datapath.frame;

import io.netvscd.datapath.MacAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collection;

/**
 * The frames that tell a link where an address is now: a gratuitous ARP request (RFC 5227, section 3) for each IPv4
 * address, an unsolicited neighbour advertisement (RFC 4861, section 7.2.6) for each IPv6 address. A device without
 * addresses sends a reverse ARP request (RFC 903), as hypervisors do for a guest that has moved: bridges learn from it
 * where the device is. Complete Ethernet frames, without FCS.
 */
public final class PeerAnnouncement {
    private static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);
    private static final MacAddress ALL_NODES_MAC = MacAddress.parse("33:33:00:00:00:01");
    private static final byte[] ALL_NODES = {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_RARP = 0x8035;
    private static final int REQUEST = 1;
    private static final int REVERSE_REQUEST = 3;
    private static final byte[] NO_ADDRESS = new byte[4];
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    /** An ARP packet is shorter than the shortest frame; the rest is padding. */
    private static final int FRAME_BYTES_MIN = 60;

    private static final int ETHERNET_BYTES = 14;
    private static final int IPV6_BYTES = 40;
    private static final int ADVERTISEMENT_BYTES = 32;
    private static final int NEXT_HEADER_ICMPV6 = 58;
    private static final int HOP_LIMIT = 255;
    private static final int TYPE_ADVERTISEMENT = 136;
    private static final int FLAG_OVERRIDE = 0x2000_0000;
    private static final int OPTION_TARGET_MAC = 2;

    private PeerAnnouncement() {
    }

    /** One frame for each address, in their order; one where there is none. */
    public static byte[][] frames(MacAddress mac, Collection<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return new byte[][] {arp(ETHERTYPE_RARP, REVERSE_REQUEST, mac, NO_ADDRESS, mac)};
        }
        return addresses.stream()
                .map(address -> address instanceof Inet4Address
                        ? gratuitousArp(mac, address.getAddress())
                        : neighbourAdvertisement(mac, address.getAddress()))
                .toArray(byte[][]::new);
    }

    private static byte[] gratuitousArp(MacAddress mac, byte[] address) {
        return arp(ETHERTYPE_ARP, REQUEST, mac, address, MacAddress.ZERO);
    }

    /** Sender and target have the same protocol address. */
    private static byte[] arp(int type, int operation, MacAddress sender, byte[] address, MacAddress target) {
        return ethernet(FRAME_BYTES_MIN, BROADCAST, sender, type)
                .putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) MacAddress.BYTES)
                .put((byte) address.length)
                .putShort((short) operation)
                .put(sender.octets())
                .put(address)
                .put(target.octets())
                .put(address)
                .array();
    }

    private static byte[] neighbourAdvertisement(MacAddress mac, byte[] address) {
        ByteBuffer frame = ethernet(ETHERNET_BYTES + IPV6_BYTES + ADVERTISEMENT_BYTES, ALL_NODES_MAC, mac,
                ETHERTYPE_IPV6)
                .putInt(0x6000_0000)
                .putShort((short) ADVERTISEMENT_BYTES)
                .put((byte) NEXT_HEADER_ICMPV6)
                .put((byte) HOP_LIMIT)
                .put(address)
                .put(ALL_NODES)
                .put((byte) TYPE_ADVERTISEMENT)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(FLAG_OVERRIDE)
                .put(address)
                .put((byte) OPTION_TARGET_MAC)
                .put((byte) 1)
                .put(mac.octets());
        return frame.putShort(ETHERNET_BYTES + IPV6_BYTES + 2, checksum(frame)).array();
    }

    private static ByteBuffer ethernet(int bytes, MacAddress to, MacAddress from, int type) {
        return ByteBuffer.allocate(bytes).put(to.octets()).put(from.octets()).putShort((short) type);
    }

    /** Over the pseudo-header (addresses, length, next header) and the message. */
    private static short checksum(ByteBuffer frame) {
        int sum = ADVERTISEMENT_BYTES + NEXT_HEADER_ICMPV6;
        for (int i = ETHERNET_BYTES + 8; i < frame.limit(); i += Short.BYTES) {
            sum += Short.toUnsignedInt(frame.getShort(i));
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
