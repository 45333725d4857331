package io.netvscd.datapath.rndis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * What a guest switches on: the NDIS_OFFLOAD_PARAMETERS structure that it sets {@link Oid#TCP_OFFLOAD_PARAMETERS} to.
 * Header {type u8, revision u8, size u16} @0, then one octet each: IPv4 header checksum @4, TCP over IPv4 @5, UDP over
 * IPv4 @6, TCP over IPv6 @7, UDP over IPv6 @8, large send version 2 over IPv4 @11, over IPv6 @12, coalescing of received
 * segments over IPv4 @22, over IPv6 @23. To NVSP 4.0 and older it has 22 octets, 28 from 5.0.
 */
public final class OffloadParameters {
    private static final int TYPE = 0x80;
    private static final int REVISION = 3;
    private static final int OLD_BYTES = 22;
    private static final int BYTES = 28;
    private static final int LEAST_BYTES = 20;
    private static final int[] AT = {5, 7, 6, 8, 11, 12};
    private static final int CHECKSUM_BOTH_WAYS = 4;
    private static final int CHECKSUM_SENDING = 2;
    private static final int LARGE_SEND_ON = 2;
    private static final int COALESCING_OFF = 1;
    private static final int COALESCING_IPV4_AT = 22;

    private OffloadParameters() {
    }

    /** The structure that switches these {@link Offload}s on and leaves the others as they are. */
    public static Information of(int offloads, int nvspVersion) {
        boolean old = nvspVersion >>> 16 < 5;
        int bytes = old ? OLD_BYTES : BYTES;
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) TYPE).put(1, (byte) REVISION).putShort(2, (short) bytes);
        for (int i = 0; i < AT.length; i++) {
            if ((offloads & 1 << i) != 0) {
                boolean largeSend = (1 << i & Offload.LARGE_SENDS) != 0;
                out.put(AT[i], (byte) (largeSend ? LARGE_SEND_ON : CHECKSUM_BOTH_WAYS));
            }
        }
        if (!old) {
            out.put(COALESCING_IPV4_AT, (byte) COALESCING_OFF).put(COALESCING_IPV4_AT + 1, (byte) COALESCING_OFF);
        }
        return Information.of(out.array());
    }

    /**
     * What is switched on, given what was before; empty when it is no such structure or shorter than it says.
     *
     * @param before bits of {@link Offload}
     */
    public static OptionalInt read(Information parameters, int before) {
        ByteBuffer in = ByteBuffer.wrap(parameters.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (in.capacity() < LEAST_BYTES || (in.get(0) & 0xff) != TYPE || in.get(1) < 1
                || (in.getShort(2) & 0xffff) < LEAST_BYTES || (in.getShort(2) & 0xffff) > in.capacity()) {
            return OptionalInt.empty();
        }
        int offloads = before;
        for (int i = 0; i < AT.length; i++) {
            int value = in.get(AT[i]);
            if (value != 0) {
                boolean on = value == CHECKSUM_SENDING
                        || value == CHECKSUM_BOTH_WAYS && (1 << i & Offload.LARGE_SENDS) == 0;
                offloads = on ? offloads | 1 << i : offloads & ~(1 << i);
            }
        }
        return OptionalInt.of(offloads);
    }
}
