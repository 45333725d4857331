package io.netvscd.datapath.netlink;

import java.nio.ByteBuffer;

/**
 * The kernel's verdict on a request: NLMSG_ERROR, or NLMSG_DONE at the end of a dump.
 *
 * @param errno the positive error number, 0 for an acknowledgement
 * @param text  what the kernel says about it (extended acknowledgement), often empty
 */
record NetlinkAnswer(int errno, String text) {
    private static final int FLAG_CAPPED = 0x100;
    private static final int FLAG_ATTRIBUTES = 0x200;
    private static final int ATTRIBUTE_TEXT = 1;

    static NetlinkAnswer of(NetlinkMessage message) throws NetlinkMalformed {
        if (message.type() == NetlinkMessage.DONE && message.payload().limit() < Integer.BYTES) {
            return new NetlinkAnswer(0, "");
        }
        int errno = -message.fixed(Integer.BYTES).getInt(0);
        return new NetlinkAnswer(errno, text(message));
    }

    private static String text(NetlinkMessage message) throws NetlinkMalformed {
        if ((message.flags() & FLAG_ATTRIBUTES) == 0) {
            return "";
        }
        for (Attribute attribute : message.attributes(fixedBytes(message))) {
            if (attribute.type() == ATTRIBUTE_TEXT) {
                return attribute.text();
            }
        }
        return "";
    }

    /** The error number, and of an error the header of the request, with the request behind it unless that was cut. */
    private static int fixedBytes(NetlinkMessage message) throws NetlinkMalformed {
        if (message.type() == NetlinkMessage.DONE) {
            return Integer.BYTES;
        }
        int bytes = Integer.BYTES + NetlinkMessage.HEADER_BYTES;
        ByteBuffer fixed = message.fixed(bytes);
        if ((message.flags() & FLAG_CAPPED) != 0) {
            return bytes;
        }
        long requestBytes = Integer.toUnsignedLong(fixed.getInt(Integer.BYTES));
        if (requestBytes < NetlinkMessage.HEADER_BYTES || requestBytes > message.payload().limit() - Integer.BYTES) {
            throw new NetlinkMalformed("the refused request claims " + requestBytes + " octets",
                    message.offset() + Integer.BYTES);
        }
        return Integer.BYTES + Attribute.align((int) requestBytes);
    }
}
