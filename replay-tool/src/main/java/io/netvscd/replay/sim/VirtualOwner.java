package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.States;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.List;

/**
 * One owner outside an actor: a machine and the state it is in.
 *
 * @param <S> the machine's state
 */
public final class VirtualOwner<S> {
    private final OwnerId id;
    private final Machine<S> machine;
    private S state;
    /** What the last decision would make true, and the state that it would lead to: nearly always just that is applied next. */
    private List<Event> decided = List.of();
    private S next;

    /** An owner that no record speaks of yet. */
    public VirtualOwner(OwnerId id, Machine<S> machine) {
        this.id = id;
        this.machine = machine;
        state = machine.initial(id);
        next = state;
    }

    /** Another owner that knows the same. */
    VirtualOwner<S> copy() {
        VirtualOwner<S> copy = new VirtualOwner<>(id, machine);
        copy.state = state;
        return copy;
    }

    public OwnerId id() {
        return id;
    }

    /**
     * What follows from the input now; changes nothing. A machine that throws decides nothing, with the defect as
     * reason.
     */
    public Decision decide(Input input) {
        try {
            Transitions.Taken<?, S> taken = machine.take(state, input);
            next = taken.next();
            decided = taken.decision().events();
            return taken.decision();
        } catch (RuntimeException defect) {
            return Decision.nothing("defect: " + defect);
        }
    }

    /** Knows this from now on, whatever it knew before. */
    void know(KnownState known) {
        state = States.read(machine, known);
        next = state;
        decided = List.of();
    }

    /** These are true now. */
    public void apply(List<Event> events) {
        state = events.equals(decided) ? next : machine.applyAll(state, events);
        decided = List.of();
        next = state;
    }

    /** What was decided last is true now. */
    public void goOn() {
        state = next;
        decided = List.of();
    }

    public S state() {
        return state;
    }

    /** The phase that the state is in, as the machine's table names it. */
    public Enum<?> phase() {
        return machine.transitions().phaseOf(state);
    }
}
