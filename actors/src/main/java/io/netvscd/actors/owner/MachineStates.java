package io.netvscd.actors.owner;

import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.States;
import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.export.StateSnapshots;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.store.OwnerStates;
import io.netvscd.journal.store.StoredSnapshot;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Folds owners' records as their recovery does, for the snapshots that stand in for records that go. */
public final class MachineStates implements OwnerStates {
    private final Function<OwnerId.Kind, Machine<?>> machines;
    private final Map<String, Folded<?>> owners = new HashMap<>();

    public MachineStates(Function<OwnerId.Kind, Machine<?>> machines) {
        this.machines = machines;
    }

    /** One owner and how far it has come. */
    private static final class Folded<S> {
        private final OwnerId owner;
        private final Machine<S> machine;
        private S state;
        private Stamp last;
        private long sequenceNr;

        private Folded(OwnerId owner, Machine<S> machine) {
            this.owner = owner;
            this.machine = machine;
            state = machine.initial(owner);
        }

        private void begin(StoredSnapshot snapshot) {
            KnownState known = StateSnapshots.read(snapshot);
            state = States.read(machine, known);
            last = known.last();
            sequenceNr = snapshot.sequenceNr();
        }

        private void add(Entry entry) {
            TransitionRecord turn = JournalCodec.decodeTransition(entry.payload());
            state = machine.applyAll(state, turn.events());
            last = turn.stamp();
            sequenceNr = entry.sequenceNr();
        }
    }

    @Override
    public boolean knows(String persistenceId) {
        try {
            OwnerId.parse(persistenceId);
            return true;
        } catch (IllegalArgumentException nobodyOfOurs) {
            return false;
        }
    }

    @Override
    public void begin(String persistenceId, Optional<StoredSnapshot> snapshot) {
        OwnerId owner = OwnerId.parse(persistenceId);
        Folded<?> folded = new Folded<>(owner, machines.apply(owner.kind()));
        snapshot.ifPresent(folded::begin);
        owners.put(persistenceId, folded);
    }

    @Override
    public void add(Entry entry) {
        owners.get(entry.persistenceId()).add(entry);
    }

    @Override
    public void lost(String persistenceId) {
        // What recovery comes to without the lost records is what the owner goes on with, until it begins anew.
    }

    @Override
    public void end(String persistenceId) {
        owners.remove(persistenceId);
    }

    @Override
    public StoredSnapshot snapshot(String persistenceId) {
        Folded<?> folded = owners.get(persistenceId);
        return StateSnapshots.of(States.known(folded.owner, folded.last, folded.state), folded.sequenceNr);
    }
}
