package io.netvscd.datapath.forward;

/**
 * Keeps a fabric of bridges in mind of which of a guest's ports to use. A bridge forgets who is silent for some minutes, and then floods
 * what is for him to every port, so that it reaches the guest by both paths. So what was announced when the path was put in use is
 * announced again: now and then, and as soon as a frame for the guest arrives by the other path.
 */
final class FabricMemory {
    /** A bridge forgets after 300 s unless it is told otherwise. */
    static final long SILENCE_NS = 60_000_000_000L;
    /** Frames on the other path may be late ones of before a switch; they are no reason to announce without end. */
    static final long AGAIN_NS = 20_000_000L;
    private static final byte[][] NOTHING = {};

    private byte[][] announcement = NOTHING;
    private long announcedNs;
    private boolean fresh;
    private boolean doubted;

    /** This was announced just now. */
    void announced(byte[][] frames) {
        announcement = frames;
        fresh = true;
    }

    /** What was announced last. */
    byte[][] latest() {
        return announcement;
    }

    /** A frame for the guest came by the path that is not in use. */
    void doubt() {
        doubted = true;
    }

    /** What is to be announced again in this round, often nothing. */
    byte[][] due(long nowNs) {
        if (fresh) {
            fresh = false;
            announcedNs = nowNs;
            doubted = false;
        }
        long sinceNs = nowNs - announcedNs;
        boolean again = announcement.length > 0 && (sinceNs >= SILENCE_NS || doubted && sinceNs >= AGAIN_NS);
        doubted = false;
        if (!again) {
            return NOTHING;
        }
        announcedNs = nowNs;
        return announcement;
    }

    /** When the next round is due though nothing arrives. */
    long deadlineNs() {
        return announcement.length == 0 ? Long.MAX_VALUE : announcedNs + SILENCE_NS;
    }
}
