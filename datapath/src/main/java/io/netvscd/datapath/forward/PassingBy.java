package io.netvscd.datapath.forward;

/**
 * The books of a {@link Bypass}. What has passed it is entered when it has been counted: out of the master while the VF was in use,
 * in while the master was open. A frame that another processor was just handing over when its way was closed may be counted a moment
 * late; it is kept until that way is open again, so that between two checkpoints every frame has one path.
 */
final class PassingBy {
    /** A master that never falls silent is not waited for: some of its frames are overtaken then. */
    private static final int PATIENCE_ROUNDS = 1 << 14;

    private final Bypass bypass;
    private int roundsPoised;
    private Passage ordered = Passage.CLOSED;
    private Passed entered = Passed.NOTHING;

    PassingBy(Bypass bypass) {
        this.bypass = bypass;
    }

    /** Takes back what may pass; true once that has come about. */
    boolean lower(Passage to) {
        if (to.compareTo(ordered) < 0) {
            order(to);
        }
        return bypass.isSettled();
    }

    /** Lets more pass; what passes until that has come about passes through the core. */
    void raise(Passage to) {
        if (to.compareTo(ordered) > 0) {
            order(to);
        }
    }

    private void order(Passage passage) {
        ordered = passage;
        bypass.order(passage);
    }

    /**
     * Has what the master sends pass by when the master is silent for a moment. True while that is to be done yet, and when it has just
     * been done: what came in that very moment is to be looked for at once.
     */
    boolean carry(boolean silent) {
        if (!bypass.isPoised()) {
            roundsPoised = 0;
            return false;
        }
        if (silent || ++roundsPoised > PATIENCE_ROUNDS) {
            bypass.carry();
        }
        return true;
    }

    /** Has what arrives come to the core; true once it does, or where that cannot be had. */
    boolean divert() {
        return bypass.divert();
    }

    void endDiversion() {
        bypass.endDiversion();
    }

    boolean isSettled() {
        return bypass.isSettled();
    }

    /**
     * Enters what has passed since the last time.
     *
     * @param out whether the VF was in use meanwhile
     * @param in  whether the master was open meanwhile
     */
    void enter(boolean out, boolean in, EndCounters master, EndCounters vf) {
        Passed now = bypass.passed();
        Passed next = new Passed(
                out ? now.outFrames() : entered.outFrames(),
                out ? now.outBytes() : entered.outBytes(),
                in ? now.inFrames() : entered.inFrames(),
                in ? now.inBytes() : entered.inBytes(),
                now.outRefused());
        long outFrames = next.outFrames() - entered.outFrames();
        long outBytes = next.outBytes() - entered.outBytes();
        master.sent(outFrames, outBytes);
        vf.sent(outFrames, outBytes);
        long inFrames = next.inFrames() - entered.inFrames();
        long inBytes = next.inBytes() - entered.inBytes();
        master.received(inFrames, inBytes);
        vf.received(inFrames, inBytes);
        entered = next;
    }
}
