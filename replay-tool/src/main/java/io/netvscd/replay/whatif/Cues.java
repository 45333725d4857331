package io.netvscd.replay.whatif;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;

/** Decides when what owners order and what the world does reaches whom it concerns. */
interface Cues {
    long nowNs();

    /** An owner is told something: by another owner, or by the world. */
    void said(OwnerId to, Input input);

    /** An owner starts a timer; one of the same name that runs is replaced. */
    void started(OwnerId owner, Action.StartTimer timer);

    /** An owner cancels a timer. */
    void cancelled(OwnerId owner, Action.CancelTimer timer);

    /** An owner has the kernel set something. */
    void ordered(OwnerId owner, Action.SetNetdev set);

    /** The watcher asks for every device. */
    void asked();
}
