package io.netvscd.datapath.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a netlink datagram ({@code struct nlmsghdr}, RFC 3549 section 2.3.2).
 *
 * @param type     NLMSG_* below 16, else the family's own
 * @param flags    NLM_F_*
 * @param sequence the request that it answers, among those of one socket
 * @param portId   the socket that asked, 0 for news of the kernel's own; news that a request caused carries that
 *                 request's
 * @param payload  what follows the header, in host byte order
 * @param offset   where the payload begins in its datagram
 */
public record NetlinkMessage(int type, int flags, int sequence, int portId, ByteBuffer payload, int offset) {
    /** Octets of the header. */
    public static final int HEADER_BYTES = 16;
    /** An acknowledgement or an error. */
    public static final int ERROR = 2;
    /** The end of a dump. */
    public static final int DONE = 3;
    /** Messages were lost. */
    public static final int OVERRUN = 4;

    /** NLM_F_DUMP_INTR: what is dumped changed meanwhile, so the dump is not of one moment. */
    public static final int DUMP_INTERRUPTED = 0x10;

    /** Takes a datagram apart. */
    public static List<NetlinkMessage> parse(byte[] datagram) throws NetlinkMalformed {
        ByteBuffer buffer = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        List<NetlinkMessage> messages = new ArrayList<>();
        int at = 0;
        while (at < datagram.length) {
            if (datagram.length - at < HEADER_BYTES) {
                throw new NetlinkMalformed((datagram.length - at) + " octets where a header has " + HEADER_BYTES, at);
            }
            long bytes = Integer.toUnsignedLong(buffer.getInt(at));
            if (bytes < HEADER_BYTES || bytes > datagram.length - at) {
                throw new NetlinkMalformed("a message of " + bytes + " octets where " + (datagram.length - at)
                        + " are left", at);
            }
            int payload = at + HEADER_BYTES;
            messages.add(new NetlinkMessage(
                    Short.toUnsignedInt(buffer.getShort(at + 4)),
                    Short.toUnsignedInt(buffer.getShort(at + 6)),
                    buffer.getInt(at + 8),
                    buffer.getInt(at + 12),
                    Attribute.slice(buffer, payload, (int) bytes - HEADER_BYTES),
                    payload));
            at += Attribute.align((int) bytes);
        }
        return messages;
    }

    /** Whether the dump that this belongs to is not of one moment and must be asked for again. */
    public boolean isInterruptedDump() {
        return (flags & DUMP_INTERRUPTED) != 0;
    }

    /** The fixed part that a message of this family begins with; malformed when there is less. */
    ByteBuffer fixed(int bytes) throws NetlinkMalformed {
        if (payload.limit() < bytes) {
            throw new NetlinkMalformed("message type " + type + " has " + payload.limit() + " octets of payload, not "
                    + bytes, offset);
        }
        return Attribute.slice(payload, 0, bytes);
    }

    /** The attributes behind the fixed part. */
    List<Attribute> attributes(int fixedBytes) throws NetlinkMalformed {
        fixed(fixedBytes);
        int from = Math.min(Attribute.align(fixedBytes), payload.limit());
        return Attribute.parse(Attribute.slice(payload, from, payload.limit() - from), offset + from);
    }
}
