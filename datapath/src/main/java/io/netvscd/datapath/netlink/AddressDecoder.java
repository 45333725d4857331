package io.netvscd.datapath.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads RTM_NEWADDR and RTM_DELADDR: {@code struct ifaddrmsg} and its attributes. */
final class AddressDecoder {
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int IFA_ADDRESS = 1;

    private static final int IFADDR_BYTES = 8;
    private static final int SCOPE_LINK = 253;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_FLAGS = 8;
    private static final int DADFAILED_TENTATIVE = 0x48;

    private AddressDecoder() {
    }

    /** Reads a message about an address; empty for a family other than IPv4 and IPv6. */
    static Optional<AddressMessage> decode(NetlinkMessage message) throws NetlinkMalformed {
        ByteBuffer fixed = message.fixed(IFADDR_BYTES);
        int family = fixed.get(0);
        if (family != AF_INET && family != AF_INET6) {
            return Optional.empty();
        }
        Attribute address = null;
        int flags = Byte.toUnsignedInt(fixed.get(2));
        for (Attribute attribute : message.attributes(IFADDR_BYTES)) {
            if (attribute.type() == IFA_LOCAL || attribute.type() == IFA_ADDRESS && address == null) {
                address = attribute;
            } else if (attribute.type() == IFA_FLAGS) {
                flags = attribute.u32();
            }
        }
        if (address == null) {
            throw new NetlinkMalformed("an address message without an address", message.offset());
        }
        return Optional.of(new AddressMessage(
                fixed.getInt(4),
                inet(address, family == AF_INET ? 4 : 16),
                Byte.toUnsignedInt(fixed.get(1)),
                Byte.toUnsignedInt(fixed.get(3)) == SCOPE_LINK,
                (flags & DADFAILED_TENTATIVE) == 0));
    }

    private static InetAddress inet(Attribute attribute, int bytes) throws NetlinkMalformed {
        byte[] octets = attribute.octets();
        try {
            if (octets.length == bytes) {
                return InetAddress.getByAddress(octets);
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException(bytes + " octets are always an address", e);
        }
        throw new NetlinkMalformed("an address of " + octets.length + " octets, not " + bytes, attribute.offset());
    }
}
