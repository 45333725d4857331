package io.netvscd.replay.sim;

import java.util.Locale;

/**
 * An invariant that did not hold.
 *
 * @param invariant its number in DESIGN 8
 * @param atNs      virtual nanoseconds since the world began
 * @param subject   the NIC or the owner
 * @param what      in words, without figures where it can be
 */
public record Violation(int invariant, long atNs, String subject, String what) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "invariant %d broken at %.6f s, %s: %s", invariant, atNs / 1e9, subject, what);
    }
}
