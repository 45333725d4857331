package io.netvscd.actors.owner;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;

/** Hears what owners do; called on their threads, so it must be quick and safe to call from several. */
public interface OwnerObserver {
    /** Hears nothing. */
    OwnerObserver NONE = new OwnerObserver() {
    };

    /** An owner has its recovered (or first) state and handles inputs from now on. */
    default void ready(OwnerId owner, Object state) {
    }

    /** A turn was decided and applied in memory; it may not be on disk yet. */
    default void decided(TransitionRecord turn, Object state) {
    }

    /** A turn is safe on disk. */
    default void written(TransitionRecord turn) {
    }

    /** Every action of a turn has been handed on. */
    default void acted(TransitionRecord turn) {
    }

    /** The journal takes no records of this owner: actions go on without it, records wait in bounded memory. */
    default void journalFailed(OwnerId owner, String why) {
    }

    /** The journal takes records of this owner again. */
    default void journalRecovered(OwnerId owner) {
    }

    /** Records that found no room while the journal failed. */
    default void recordsLost(OwnerId owner, long count) {
    }

    /** The machine threw: the input changed nothing. */
    default void defect(TransitionRecord turn, RuntimeException thrown) {
    }
}
