package io.netvscd.datapath.forward;

import io.netvscd.datapath.Checkpoint;

/** Hears of the few moments that matter; called on the datapath's thread, so it must not block. */
public interface DatapathListener {
    /**
     * A control word took effect.
     *
     * @param changed false when the word found nothing to change (wrong generation, path already in use)
     */
    void applied(ControlWord word, boolean changed, Checkpoint checkpoint);

    /** The VF failed under a burst: the rest of the burst and everything after it leaves on the synthetic path. */
    void fellBack(String vf, long generation, Checkpoint checkpoint);
}
