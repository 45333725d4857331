package io.netvscd.datapath.rndis;

import java.util.ArrayList;
import java.util.List;

/** Work on frames that a host can take over from its guest: bits of an {@code int}. */
public final class Offload {
    public static final int NONE = 0;
    /** TCP checksums over IPv4. */
    public static final int TCP_IPV4 = 1;
    /** TCP checksums over IPv6. */
    public static final int TCP_IPV6 = 1 << 1;
    /** UDP checksums over IPv4. */
    public static final int UDP_IPV4 = 1 << 2;
    /** UDP checksums over IPv6. */
    public static final int UDP_IPV6 = 1 << 3;
    /** TCP segments over IPv4 that are still whole (large send, version 2). */
    public static final int LARGE_SEND_IPV4 = 1 << 4;
    /** TCP segments over IPv6 that are still whole (large send, version 2). */
    public static final int LARGE_SEND_IPV6 = 1 << 5;
    public static final int LARGE_SENDS = LARGE_SEND_IPV4 | LARGE_SEND_IPV6;
    public static final int UDP = UDP_IPV4 | UDP_IPV6;
    public static final int ALL = (1 << 6) - 1;

    private static final String[] WORDS = {"tcp4", "tcp6", "udp4", "udp6", "lso4", "lso6"};

    private Offload() {
    }

    /** The bits as people read them, {@code tcp4 lso4}; {@code none} where there are none. */
    public static String text(int offloads) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS.length; i++) {
            if ((offloads & 1 << i) != 0) {
                words.add(WORDS[i]);
            }
        }
        return words.isEmpty() ? "none" : String.join(" ", words);
    }

    /** Those of {@code offloads} that a checksum of this kind needs. */
    static int checksum(boolean ipv4, boolean tcp) {
        return tcp ? ipv4 ? TCP_IPV4 : TCP_IPV6 : ipv4 ? UDP_IPV4 : UDP_IPV6;
    }

    static int largeSend(boolean ipv6) {
        return ipv6 ? LARGE_SEND_IPV6 : LARGE_SEND_IPV4;
    }
}
