package io.netvscd.replay.replay;

import io.netvscd.datapath.forward.Bypass;
import io.netvscd.datapath.forward.Passage;
import io.netvscd.datapath.forward.Passed;
import io.netvscd.datapath.port.DelegatingPort;
import io.netvscd.datapath.port.MemoryPort;

/** A VF whose frames pass the forwarding core by, as the kernel's lane has it; what a test says has passed, has. */
final class PassingVf extends DelegatingPort implements Bypass {
    /** So often the core asks before an order has been carried out. */
    private static final int ASKED_BEFORE_SETTLED = 3;

    private Passage ordered = Passage.CLOSED;
    private int asked = ASKED_BEFORE_SETTLED;
    private boolean open;
    private Passed passed = Passed.NOTHING;

    PassingVf(MemoryPort near) {
        super(near);
    }

    /** Frames leave on the VF that the core never sees, if it lets them; whether it does. */
    boolean pass(int frames, int bytes) {
        if (open) {
            passed = new Passed(passed.outFrames() + frames, passed.outBytes() + (long) frames * bytes, 0, 0, 0);
        }
        return open;
    }

    @Override
    public void order(Passage passage) {
        ordered = passage;
        asked = 0;
        open = open && passage == Passage.CARRYING;
    }

    @Override
    public boolean isPoised() {
        return ordered == Passage.CARRYING && !open;
    }

    @Override
    public void carry() {
        open = true;
    }

    @Override
    public boolean isSettled() {
        return ++asked > ASKED_BEFORE_SETTLED;
    }

    @Override
    public boolean divert() {
        return true;
    }

    @Override
    public void endDiversion() {
        // Nothing arrives by itself.
    }

    @Override
    public Passed passed() {
        return passed;
    }
}
