package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import java.util.Optional;

/**
 * Folds records into states, for snapshots from which owners recover and replays begin. Given by those who know the machines; one thread
 * asks.
 */
public interface OwnerStates {
    /** Folds nothing: there are no snapshots then. */
    OwnerStates NONE = new OwnerStates() {
        @Override
        public boolean knows(String persistenceId) {
            return false;
        }

        @Override
        public void begin(String persistenceId, Optional<StoredSnapshot> snapshot) {
            // Nobody is known.
        }

        @Override
        public void add(Entry entry) {
            // Nobody is known.
        }

        @Override
        public void lost(String persistenceId) {
            // Nobody is known.
        }

        @Override
        public void end(String persistenceId) {
            // Nobody is known.
        }

        @Override
        public StoredSnapshot snapshot(String persistenceId) {
            throw new IllegalArgumentException(persistenceId);
        }
    };

    /** Whether this is an owner with a state. */
    boolean knows(String persistenceId);

    /** Takes an owner up at a snapshot, or before its first record. */
    void begin(String persistenceId, Optional<StoredSnapshot> snapshot);

    /** Folds the next record of an owner that was taken up. */
    void add(Entry entry);

    /** Records of an owner are lost: its state is what the rest comes to, and not surely what it was. */
    void lost(String persistenceId);

    /** Forgets an owner that was taken up, until it is taken up again at its newest snapshot. */
    void end(String persistenceId);

    /** The state after the last record. */
    StoredSnapshot snapshot(String persistenceId);
}
