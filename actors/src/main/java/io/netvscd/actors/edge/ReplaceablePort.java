package io.netvscd.actors.edge;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.DelegatingPort;
import io.netvscd.datapath.port.Port;

/**
 * A port whose device can be exchanged while it is in use: one that was deleted and is there again under another
 * number.
 */
public final class ReplaceablePort extends DelegatingPort {
    /** Whose memory the last burst is; it outlives its port until the burst is back. */
    private Port lender;

    public ReplaceablePort(Port first) {
        super(first);
    }

    /** Goes on with another port; the former is closed once nothing of it is lent. On the thread that uses the port. */
    public void replace(Port next) {
        Port former = exchange(next);
        if (former != lender) {
            former.close();
        }
    }

    @Override
    public int receive(Burst burst) {
        int frames = super.receive(burst);
        lender = frames > 0 ? port() : null;
        return frames;
    }

    @Override
    public void release(Burst burst) {
        Port owner = lender == null ? port() : lender;
        lender = null;
        owner.release(burst);
        if (owner != port()) {
            owner.close();
        }
    }

    @Override
    public void close() {
        if (lender != null && lender != port()) {
            lender.close();
        }
        super.close();
    }
}
