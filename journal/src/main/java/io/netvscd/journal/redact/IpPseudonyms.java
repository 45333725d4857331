package io.netvscd.journal.redact;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * One IP address for another of the same kind. Two addresses that have their first n bits in common still have exactly these many, so
 * that subnets stay subnets; private stays private and link-local link-local; loopback, unspecified and group addresses stay as they
 * are.
 */
final class IpPseudonyms {
    private final KeyedHash hash;

    IpPseudonyms(KeyedHash hash) {
        this.hash = hash;
    }

    InetAddress of(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] other = octets.clone();
        for (int bit = keptBits(address, octets); bit < octets.length * 8; bit++) {
            if ((hash.of("ip" + bit, prefix(octets, bit)) & 1) != 0) {
                other[bit / 8] ^= (byte) (0x80 >>> bit % 8);
            }
        }
        try {
            return InetAddress.getByAddress(other);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as many octets as before", e);
        }
    }

    private static int keptBits(InetAddress address, byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isMulticastAddress() || first == 255) {
            return octets.length * 8;
        }
        if (octets.length == 4) {
            return first == 10 ? 8 : first == 172 && second >> 4 == 1 ? 12 : first == 192 && second == 168 ? 16
                    : address.isLinkLocalAddress() ? 16 : 0;
        }
        return address.isLinkLocalAddress() ? 64 : first >> 1 == 0x7e ? 8 : 3;
    }

    private static byte[] prefix(byte[] octets, int bits) {
        byte[] prefix = Arrays.copyOf(octets, (bits + 7) / 8);
        if (bits % 8 != 0) {
            prefix[bits / 8] &= (byte) (0xff00 >>> bits % 8);
        }
        return prefix;
    }
}
