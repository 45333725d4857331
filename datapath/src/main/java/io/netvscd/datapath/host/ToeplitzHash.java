package io.netvscd.datapath.host;

import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.ScaleParameters;
import org.agrona.UnsafeApi;

/**
 * The Toeplitz hash of a flow, as NDIS defines it: each bit of addresses and ports that is one adds the 32 bits of the
 * key that begin at its place. What each octet adds is worked out beforehand.
 */
final class ToeplitzHash {
    private static final int ETHER_TYPE = 12;
    private static final int VLAN_BYTES = 4;
    private static final int IPV4 = 0x0008;
    private static final int IPV6 = 0xdd86;
    private static final int VLAN = 0x0081;
    private static final int TCP = 6;
    /** More fragments, or not the first: the ports are not in every one of them. */
    private static final int FRAGMENT = 0xff3f;
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int PORTS_BYTES = 4;
    /** Two addresses of IPv6 and two ports. */
    private static final int INPUT_BYTES = 2 * 16 + PORTS_BYTES;

    private final int types;
    private final int[] adds = new int[INPUT_BYTES << 8];
    private int type;

    /** @param hashInformation which types of frame have a hash, of {@link ScaleParameters} */
    ToeplitzHash(Information key, int hashInformation) {
        types = hashInformation;
        byte[] octets = key.toArray();
        for (int at = 0; at < INPUT_BYTES; at++) {
            for (int value = 0; value < 256; value++) {
                adds[at << 8 | value] = adds(octets, at, value);
            }
        }
    }

    private static int adds(byte[] key, int at, int value) {
        int sum = 0;
        for (int bit = 0; bit < 8; bit++) {
            if ((value & 0x80 >>> bit) != 0) {
                long window = 0;
                for (int i = 0; i < 5; i++) {
                    window = window << 8 | key[at + i] & 0xff;
                }
                sum ^= (int) (window >>> 8 - bit);
            }
        }
        return sum;
    }

    /** The frame's hash, 0 where it has none; {@link #type} says which it is. */
    int of(long frame, int frameBytes) {
        type = 0;
        int at = ETHER_TYPE;
        if (frameBytes >= at + 2 + VLAN_BYTES && word(frame + at) == VLAN) {
            at += VLAN_BYTES;
        }
        long ip = frame + at + 2;
        int left = frameBytes - at - 2;
        if (left >= IPV4_HEADER_BYTES && word(frame + at) == IPV4) {
            int header = (UnsafeApi.getByte(ip) & 0xf) << 2;
            boolean ports = (word(ip + 6) & FRAGMENT) == 0 && UnsafeApi.getByte(ip + 9) == TCP
                    && left >= header + PORTS_BYTES;
            return of(ip + 12, 8, ports ? ip + header : 0, ScaleParameters.IPV4, ScaleParameters.TCP_IPV4);
        }
        if (left >= IPV6_HEADER_BYTES && word(frame + at) == IPV6) {
            boolean ports = UnsafeApi.getByte(ip + 6) == TCP && left >= IPV6_HEADER_BYTES + PORTS_BYTES;
            return of(ip + 8, 32, ports ? ip + IPV6_HEADER_BYTES : 0, ScaleParameters.IPV6, ScaleParameters.TCP_IPV6);
        }
        return 0;
    }

    /** The type of the last frame's hash, a bit of {@link ScaleParameters}; 0 where it had none. */
    int type() {
        return type;
    }

    private int of(long addresses, int addressBytes, long ports, int plain, int withPorts) {
        if (ports != 0 && (types & withPorts) != 0) {
            type = withPorts;
            return sum(addresses, addressBytes, 0) ^ sum(ports, PORTS_BYTES, addressBytes);
        }
        type = types & plain;
        return type == 0 ? 0 : sum(addresses, addressBytes, 0);
    }

    private int sum(long address, int bytes, int at) {
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            sum ^= adds[at + i << 8 | UnsafeApi.getByte(address + i) & 0xff];
        }
        return sum;
    }

    private static int word(long address) {
        return UnsafeApi.getShort(address) & 0xffff;
    }
}
