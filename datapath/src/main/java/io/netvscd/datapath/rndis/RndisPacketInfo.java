package io.netvscd.datapath.rndis;

/**
 * The per-packet info that travels with a frame, made once and reused. Each element is there or not; its value has
 * the bits of the wire (PROTOCOL: types 0 checksum, 2 large send, 6 VLAN, 8 hash value,
 * 9 what the hash is).
 */
public final class RndisPacketInfo {
    /** Element types. */
    static final int TYPE_CHECKSUM = 0;
    static final int TYPE_LARGE_SEND = 2;
    static final int TYPE_VLAN = 6;
    static final int TYPE_HASH = 8;
    static final int TYPE_HASH_INFORMATION = 9;
    /** Bit 31 marks types of the host's own; its type 1 is the id of a coalesced packet. */
    static final int TYPE_PACKET_ID = 0x8000_0001;
    /** Octets of an element with a u32 value. */
    static final int ELEMENT_BYTES = 16;

    private static final int CHECKSUM = 1;
    private static final int LARGE_SEND = 2;
    private static final int VLAN = 4;
    private static final int HASH = 8;

    private int present;
    private int checksum;
    private int largeSend;
    private int vlan;
    private int hash;
    private int hashInformation;

    /** Takes every element out. */
    public void clear() {
        present = 0;
        hashInformation = 0;
    }

    public boolean hasChecksum() {
        return (present & CHECKSUM) != 0;
    }

    public boolean hasLargeSend() {
        return (present & LARGE_SEND) != 0;
    }

    public boolean hasVlan() {
        return (present & VLAN) != 0;
    }

    public boolean hasHash() {
        return (present & HASH) != 0;
    }

    /**
     * Sent: bit 0 IPv4, 1 IPv6, 2 TCP, 3 UDP, 4 IP header, 16-25 offset of the TCP or UDP header. Received: bit 0 TCP
     * bad, 1 UDP bad, 2 IP bad, 3 TCP good, 4 UDP good, 5 IP good.
     */
    public int checksum() {
        return checksum;
    }

    /** Bits 0-19 segment payload, 20-29 offset of the TCP header, 30 always one, 31 IPv6. */
    public int largeSend() {
        return largeSend;
    }

    /** Bits 0-2 priority, 3 canonical format, 4-15 VLAN id. */
    public int vlan() {
        return vlan;
    }

    /** The flow's hash as the host computed it. */
    public int hash() {
        return hash;
    }

    /** What the hash is, bits of {@link ScaleParameters}; 0 where nothing says so. */
    public int hashInformation() {
        return hashInformation;
    }

    public RndisPacketInfo checksum(int value) {
        checksum = value;
        present |= CHECKSUM;
        return this;
    }

    public RndisPacketInfo largeSend(int value) {
        largeSend = value;
        present |= LARGE_SEND;
        return this;
    }

    public RndisPacketInfo vlan(int value) {
        vlan = value;
        present |= VLAN;
        return this;
    }

    public RndisPacketInfo hash(int value, int information) {
        hash = value;
        hashInformation = information;
        present |= HASH;
        return this;
    }

    /** What the hash is, be there one or not. */
    RndisPacketInfo hashInformation(int information) {
        hashInformation = information;
        return this;
    }

    /** Octets that the elements take in a message. */
    int bytes() {
        return (Integer.bitCount(present) + (hasHash() ? 1 : 0)) * ELEMENT_BYTES;
    }

    /** A VLAN element's value from the tag control information of an 802.1Q header. */
    static int vlanOfTag(int tag) {
        return tag >>> 13 & 7 | (tag >>> 12 & 1) << 3 | (tag & 0xfff) << 4;
    }

    /** The inverse of {@link #vlanOfTag}. */
    static int tagOfVlan(int vlan) {
        return (vlan & 7) << 13 | (vlan >>> 3 & 1) << 12 | vlan >>> 4 & 0xfff;
    }
}
