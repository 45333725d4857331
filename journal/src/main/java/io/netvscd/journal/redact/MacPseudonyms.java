package io.netvscd.journal.redact;

import io.netvscd.datapath.MacAddress;

/**
 * One MAC address for another. The first three octets stay, which say who made the device and whether it is local; the last three are
 * permuted under the key, so that two addresses never become one. Group addresses and zero say nothing of anyone and stay.
 */
final class MacPseudonyms {
    private static final int ROUNDS = 4;
    private static final int HALF_BITS = 12;
    private static final int HALF = (1 << HALF_BITS) - 1;

    private final KeyedHash hash;

    MacPseudonyms(KeyedHash hash) {
        this.hash = hash;
    }

    MacAddress of(MacAddress address) {
        if (address.isGroup() || address.equals(MacAddress.ZERO)) {
            return address;
        }
        long vendor = address.bits() >>> 2 * HALF_BITS;
        int left = (int) (address.bits() >>> HALF_BITS) & HALF;
        int right = (int) address.bits() & HALF;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ hash.of("mac", vendor, round, right) & HALF;
            left = right;
            right = next;
        }
        return new MacAddress(vendor << 2 * HALF_BITS | (long) left << HALF_BITS | right);
    }
}
