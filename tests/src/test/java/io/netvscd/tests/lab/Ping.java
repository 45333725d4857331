package io.netvscd.tests.lab;

import java.io.IOException;
import java.net.InetAddress;

/** ICMP echo, from the network namespace of the calling thread. */
final class Ping {
    private static final int DEADLINE_MS = 1_000;
    private static final int TRIES = 10;

    private Ping() {
    }

    /** Whether the address answers one of some requests; those around a surprise may be lost. */
    static boolean answers(String address) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            if (InetAddress.getByName(address).isReachable(DEADLINE_MS)) {
                return true;
            }
        }
        return false;
    }
}
