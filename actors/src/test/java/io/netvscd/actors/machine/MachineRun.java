package io.netvscd.actors.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One life of a machine under test: inputs go in, what the last of them came to is asserted. */
public final class MachineRun<S> {
    private record Step<S>(Input input, Decision decision, S state) {
    }

    private final Supplier<? extends Machine<S>> fresh;
    private final Machine<S> machine;
    private final OwnerId owner;
    private final RowCoverage<S> coverage;
    private final List<Step<S>> steps = new ArrayList<>();
    private S state;
    private Decision last;

    MachineRun(Supplier<? extends Machine<S>> fresh, OwnerId owner, RowCoverage<S> coverage) {
        this.fresh = fresh;
        this.owner = owner;
        this.coverage = coverage;
        machine = fresh.get();
        state = machine.initial(owner);
        coverage.reach(machine.transitions().phaseOf(state), state);
    }

    /** Gives the machine these inputs, one after the other. */
    public MachineRun<S> on(Input... inputs) {
        for (Input input : inputs) {
            Transitions.Taken<?, S> taken = machine.transitions().take(state, input);
            coverage.take(taken);
            last = taken.decision();
            state = machine.applyAll(state, last.events());
            coverage.reach(machine.transitions().phaseOf(state), state);
            steps.add(new Step<>(input, last, state));
        }
        return this;
    }

    /** The last input came to exactly these events, in this order. */
    public MachineRun<S> decides(Event... events) {
        assertThat(last.events()).as("events of %s", lastInput()).containsExactly(events);
        return this;
    }

    /** The last input came to these events, among others. */
    public MachineRun<S> decidesAlso(Event... events) {
        assertThat(last.events()).as("events of %s", lastInput()).contains(events);
        return this;
    }

    /** The last input ordered exactly these actions, in this order. */
    public MachineRun<S> orders(Action... actions) {
        assertThat(last.actions()).as("actions of %s", lastInput()).containsExactly(actions);
        return this;
    }

    /** The last input ordered these actions, among others, in this order. */
    public MachineRun<S> ordersAlso(Action... actions) {
        assertThat(last.actions()).as("actions of %s", lastInput()).containsSubsequence(actions);
        return this;
    }

    /** The last input ordered no action of this type. */
    public MachineRun<S> ordersNo(Class<? extends Action> type) {
        assertThat(last.actions()).as("actions of %s", lastInput()).doesNotHaveAnyElementsOfTypes(type);
        return this;
    }

    /** The last input came to no event and no action, and the reason holds these words. */
    public MachineRun<S> because(String reasonPart) {
        assertThat(last.reason()).as("reason after %s, which came to %s", lastInput(), last).contains(reasonPart);
        return this;
    }

    /** The last input had no row in the table. */
    public MachineRun<S> isRefused() {
        return because("refused: ");
    }

    public MachineRun<S> inPhase(Enum<?> phase) {
        assertThat(machine.transitions().phaseOf(state)).as("phase after %s", lastInput()).isSameAs(phase);
        return this;
    }

    /** The state now, for assertions of its fields. */
    public S state() {
        return state;
    }

    /** What the last input came to. */
    public Decision decision() {
        return last;
    }

    /**
     * The same inputs give a fresh instance the same decisions and states; the events alone give the same state; and a state that was
     * kept is the state that is read.
     */
    void replays() {
        Machine<S> again = fresh.get();
        S decided = again.initial(owner);
        S applied = again.initial(owner);
        for (Step<S> step : steps) {
            Decision decision = again.decide(decided, step.input);
            assertThat(decision).as("replay of %s", step.input).isEqualTo(step.decision);
            decided = again.applyAll(decided, decision.events());
            assertThat(decided).as("state after the replay of %s", step.input).isEqualTo(step.state);
            applied = again.applyAll(applied, step.decision.events());
            assertThat(applied).as("state from the events of %s", step.input).isEqualTo(step.state);
            assertThat(States.read(again, States.known(owner, null, applied))).as("state kept after %s", step.input).isEqualTo(step.state);
        }
    }

    private Input lastInput() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1).input;
    }
}
