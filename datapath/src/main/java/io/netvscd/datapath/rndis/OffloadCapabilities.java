package io.netvscd.datapath.rndis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a host's NIC can do for its guest: the NDIS_OFFLOAD structure that answers
 * {@link Oid#TCP_OFFLOAD_HARDWARE_CAPABILITIES}. Header {type u8, revision u8, size u16} @0, checksums @4 {sending over
 * IPv4 @8, over IPv6 @24}, large send version 2 @80 {encapsulation, most octets, least segments for IPv4 @80, for IPv6
 * @92, options for IPv6 @104}; revision 1 has 112 octets, 2 has 144, 3 has 156.
 *
 * @param offloads  bits of {@link Offload}
 * @param ipv4Bytes the longest segment over IPv4 that is cut, 0 where none is
 * @param ipv6Bytes the longest segment over IPv6 that is cut, 0 where none is
 */
public record OffloadCapabilities(int offloads, int ipv4Bytes, int ipv6Bytes) {
    public static final OffloadCapabilities NONE = new OffloadCapabilities(Offload.NONE, 0, 0);

    /** No stack makes longer ones, however much room there is. */
    private static final int SEGMENT_BYTES_MAX = 1 << 16;
    /** No stack makes longer frames: an IP packet, an Ethernet header and a tag. */
    private static final int FRAME_MAX = 65_535 + 14 + 4;
    /** Of Ethernet, IPv4 and TCP. */
    private static final int LEAST_HEADER_BYTES = 14 + 20 + 20;
    private static final int TYPE = 0xa7;
    private static final int[] BYTES = {112, 144, 156};
    private static final int SENDING_IPV4 = 8;
    private static final int SENDING_IPV6 = 24;
    private static final int LARGE_SEND_IPV4 = 80;
    private static final int LARGE_SEND_IPV6 = 92;
    private static final int LARGE_SEND_IPV6_OPTIONS = 104;
    private static final int ENCAPSULATION_8023 = 2;
    /** TCP, and TCP with options. */
    private static final int TCP_IPV4 = 0x10 | 0x04;
    /** TCP, TCP with options, and IPv6 with extension headers. */
    private static final int TCP_IPV6 = 0x10 | 0x04 | 0x01;
    private static final int UDP = 0x40;
    /** Extension headers and TCP options. */
    private static final int LARGE_SEND_OPTIONS = 0x01 | 0x04;

    /** The newest revision of the structure for an NVSP version's number: 1 before 4.0, 3 from 5.0. */
    public static int revision(int nvspVersion) {
        int major = nvspVersion >>> 16;
        return major >= 5 ? 3 : major == 4 ? 2 : 1;
    }

    /** What the query carries: an empty structure, so that the host knows which revision is wanted. */
    public static Information question(int revision) {
        return Information.of(empty(revision).array());
    }

    /** Reads an answer; empty when it is no such structure or shorter than it says. */
    public static Optional<OffloadCapabilities> of(Information answer) {
        ByteBuffer in = ByteBuffer.wrap(answer.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (in.capacity() < BYTES[0] || (in.get(0) & 0xff) != TYPE || in.get(1) < 1) {
            return Optional.empty();
        }
        int bytes = in.getShort(2) & 0xffff;
        if (bytes < BYTES[0] || bytes > in.capacity()) {
            return Optional.empty();
        }
        int offloads = Offload.NONE;
        int ipv4 = in.getInt(SENDING_IPV4);
        int ipv6 = in.getInt(SENDING_IPV6);
        offloads |= has(ipv4, TCP_IPV4) ? Offload.TCP_IPV4 : 0;
        offloads |= has(ipv4, TCP_IPV4 | UDP) ? Offload.UDP_IPV4 : 0;
        offloads |= has(ipv6, TCP_IPV6) ? Offload.TCP_IPV6 : 0;
        offloads |= has(ipv6, TCP_IPV6 | UDP) ? Offload.UDP_IPV6 : 0;
        if (has(offloads, Offload.TCP_IPV4) && has(in.getInt(LARGE_SEND_IPV4), ENCAPSULATION_8023)) {
            offloads |= Offload.LARGE_SEND_IPV4;
        }
        if (has(offloads, Offload.TCP_IPV6) && has(in.getInt(LARGE_SEND_IPV6), ENCAPSULATION_8023)
                && has(in.getInt(LARGE_SEND_IPV6_OPTIONS), LARGE_SEND_OPTIONS)) {
            offloads |= Offload.LARGE_SEND_IPV6;
        }
        return Optional.of(new OffloadCapabilities(
                offloads, in.getInt(LARGE_SEND_IPV4 + 4), in.getInt(LARGE_SEND_IPV6 + 4)).only(offloads));
    }

    /**
     * The longest frame that is cut over every protocol for which these offloads say so; 0 where none does. A NIC says how
     * much payload it cuts.
     */
    public int segmentBytes(int used) {
        long payload = Math.min(
                (used & Offload.LARGE_SEND_IPV4) != 0 ? Integer.toUnsignedLong(ipv4Bytes) : FRAME_MAX,
                (used & Offload.LARGE_SEND_IPV6) != 0 ? Integer.toUnsignedLong(ipv6Bytes) : FRAME_MAX);
        return (used & Offload.LARGE_SENDS) == 0 ? 0 : (int) Math.min(payload + LEAST_HEADER_BYTES, FRAME_MAX);
    }

    /** Those of its offloads that are among these. */
    public OffloadCapabilities only(int wanted) {
        int left = offloads & wanted;
        return new OffloadCapabilities(left, (left & Offload.LARGE_SEND_IPV4) != 0 ? ipv4Bytes : 0,
                (left & Offload.LARGE_SEND_IPV6) != 0 ? ipv6Bytes : 0);
    }

    /** The answer to a question, in its revision; the oldest where the question names none. */
    public Information answer(Information question) {
        byte[] asked = question.toArray();
        int revision = asked.length >= 4 && (asked[0] & 0xff) == TYPE && asked[1] > 0 ? asked[1] : 1;
        ByteBuffer out = empty(revision);
        int ipv4 = (offloads & Offload.TCP_IPV4) != 0 ? TCP_IPV4 : 0;
        int ipv6 = (offloads & Offload.TCP_IPV6) != 0 ? TCP_IPV6 : 0;
        out.putInt(SENDING_IPV4 - 4, ENCAPSULATION_8023);
        out.putInt(SENDING_IPV4, ipv4 | ((offloads & Offload.UDP_IPV4) != 0 ? UDP : 0));
        out.putInt(SENDING_IPV6 - 4, ENCAPSULATION_8023);
        out.putInt(SENDING_IPV6, ipv6 | ((offloads & Offload.UDP_IPV6) != 0 ? UDP : 0));
        if ((offloads & Offload.LARGE_SEND_IPV4) != 0) {
            out.putInt(LARGE_SEND_IPV4, ENCAPSULATION_8023);
            out.putInt(LARGE_SEND_IPV4 + 4, ipv4Bytes);
            out.putInt(LARGE_SEND_IPV4 + 8, 2);
        }
        if ((offloads & Offload.LARGE_SEND_IPV6) != 0) {
            out.putInt(LARGE_SEND_IPV6, ENCAPSULATION_8023);
            out.putInt(LARGE_SEND_IPV6 + 4, ipv6Bytes);
            out.putInt(LARGE_SEND_IPV6 + 8, 2);
            out.putInt(LARGE_SEND_IPV6_OPTIONS, LARGE_SEND_OPTIONS);
        }
        return Information.of(out.array());
    }

    /**
     * What can be made use of where there is room for segments of {@code bytes}: a NIC that cuts only shorter ones than there will
     * be cuts none.
     */
    public int usable(int bytes) {
        int longest = Math.min(bytes, SEGMENT_BYTES_MAX);
        int usable = offloads;
        if (Integer.compareUnsigned(ipv4Bytes, longest) < 0) {
            usable &= ~Offload.LARGE_SEND_IPV4;
        }
        if (Integer.compareUnsigned(ipv6Bytes, longest) < 0) {
            usable &= ~Offload.LARGE_SEND_IPV6;
        }
        return usable;
    }

    private static boolean has(int value, int bits) {
        return (value & bits) == bits;
    }

    private static ByteBuffer empty(int revision) {
        int known = Math.min(revision, BYTES.length);
        int bytes = BYTES[known - 1];
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) TYPE).put(1, (byte) known).putShort(2, (short) bytes);
    }
}
