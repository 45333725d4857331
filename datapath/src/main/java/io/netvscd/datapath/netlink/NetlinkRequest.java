package io.netvscd.datapath.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds one request, or one message of the kernel's own: the header, the fixed part, then attributes, nested ones too. */
public final class NetlinkRequest {
    static final int REQUEST = 0x01;
    static final int ACKNOWLEDGE = 0x04;
    static final int ECHO = 0x08;
    static final int DUMP = 0x300;
    static final int REPLACE = 0x100;
    static final int EXCLUSIVE = 0x200;
    static final int CREATE = 0x400;

    private static final int BYTES_MAX = 4096;
    private static final int NESTED = 0x8000;
    private static final int SEQUENCE = 8;

    private final ByteBuffer buffer = ByteBuffer.allocate(BYTES_MAX).order(ByteOrder.nativeOrder());

    NetlinkRequest(int type, int flags) {
        header(type, flags | REQUEST);
    }

    private NetlinkRequest() {
    }

    /** A message that asks for nothing. */
    static NetlinkRequest news(int type, int flags) {
        return new NetlinkRequest().header(type, flags);
    }

    private NetlinkRequest header(int type, int flags) {
        buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(0).putInt(0);
        return this;
    }

    /** {@code struct ifinfomsg}: the device, and the flags to change. */
    NetlinkRequest link(int ifindex, int flags, int change) {
        return link(0, ifindex, flags, change);
    }

    /** {@code struct ifinfomsg} of a device of a sort (ARPHRD_*). */
    NetlinkRequest link(int hardware, int ifindex, int flags, int change) {
        buffer.putShort((short) 0).putShort((short) hardware).putInt(ifindex).putInt(flags).putInt(change);
        return this;
    }

    /** {@code struct ifaddrmsg} that selects a family and a device. */
    NetlinkRequest addresses(int family, int ifindex) {
        return address(family, 0, ifindex);
    }

    /** {@code struct ifaddrmsg} of an address. */
    NetlinkRequest address(int family, int prefixLength, int ifindex) {
        buffer.put((byte) family).put((byte) prefixLength).put((byte) 0).put((byte) 0).putInt(ifindex);
        return this;
    }

    /** {@code struct rtmsg} that selects the routes of a family. */
    NetlinkRequest routes(int family) {
        buffer.put((byte) family).put(new byte[3]).putInt(0).putInt(0);
        return this;
    }

    /** {@code struct tcmsg}. */
    NetlinkRequest trafficControl(int ifindex, int handle, int parent, int info) {
        buffer.putInt(0).putInt(ifindex).putInt(handle).putInt(parent).putInt(info);
        return this;
    }

    /** {@code struct nfgenmsg} that selects a family. */
    NetlinkRequest netfilter(int family) {
        buffer.put((byte) family).put(new byte[3]);
        return this;
    }

    /** {@code struct tcamsg}. */
    NetlinkRequest actions() {
        return word(0);
    }

    /** A number that stands by itself. */
    NetlinkRequest word(int value) {
        buffer.putInt(value);
        return this;
    }

    /** Octets as they are. */
    NetlinkRequest octets(byte[] value) {
        buffer.put(value);
        return this;
    }

    NetlinkRequest attribute(int type, byte[] value) {
        buffer.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        buffer.position(Attribute.align(buffer.position()));
        return this;
    }

    NetlinkRequest u8(int type, int value) {
        return attribute(type, new byte[] {(byte) value});
    }

    NetlinkRequest u16(int type, int value) {
        return attribute(type, ByteBuffer.allocate(2).order(ByteOrder.nativeOrder()).putShort((short) value).array());
    }

    NetlinkRequest u32(int type, int value) {
        return attribute(type, ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array());
    }

    NetlinkRequest text(int type, String value) {
        return attribute(type, (value + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a nested attribute; pass what it returns to {@link #end}. */
    int begin(int type) {
        int at = buffer.position();
        buffer.putShort((short) 0).putShort((short) (type | NESTED));
        return at;
    }

    /** Begins a nested attribute of the older families, which know no flag for it. */
    int beginUnflagged(int type) {
        int at = buffer.position();
        buffer.putShort((short) 0).putShort((short) type);
        return at;
    }

    NetlinkRequest end(int begun) {
        buffer.putShort(begun, (short) (buffer.position() - begun));
        return this;
    }

    /** The sequence number of a message that was encoded. */
    static int sequence(byte[] message) {
        return ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).getInt(SEQUENCE);
    }

    /** The message as it goes out. */
    public byte[] encode(int sequence) {
        buffer.putInt(0, buffer.position()).putInt(SEQUENCE, sequence);
        byte[] octets = new byte[buffer.position()];
        buffer.get(0, octets);
        return octets;
    }
}
