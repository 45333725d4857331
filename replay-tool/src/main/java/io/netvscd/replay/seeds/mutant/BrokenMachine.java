package io.netvscd.replay.seeds.mutant;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.sim.Fittings;
import io.netvscd.replay.sim.Machines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A machine that hears something else than it is told, or decides something else than it should. */
final class BrokenMachine<S> implements Machine<S> {
    /** What is decided in place of what should be. */
    interface Change {
        Decision apply(Object state, Input input, Decision sound);
    }

    private static final Decision NOTHING = Decision.nothing("mutant");

    private final Machine<S> sound;
    private final BiFunction<Object, Input, Input> hearing;
    private final Change change;

    private BrokenMachine(Machine<S> sound, BiFunction<Object, Input, Input> hearing, Change change) {
        this.sound = sound;
        this.hearing = hearing;
        this.change = change;
    }

    /** A daemon with machines of this kind that decide otherwise. */
    static Fittings deciding(OwnerId.Kind kind, Change change) {
        return with(kind, (state, input) -> input, change);
    }

    /** A daemon with machines of this kind that hear otherwise. */
    static Fittings hearing(OwnerId.Kind kind, BiFunction<Object, Input, Input> hearing) {
        return with(kind, hearing, (state, input, decision) -> decision);
    }

    /** A daemon with machines of this kind that do not hear some of what they are told. */
    static Fittings deaf(OwnerId.Kind kind, Predicate<Input> to) {
        return deciding(kind, (state, input, decision) -> to.test(input) ? NOTHING : decision);
    }

    /** A daemon with machines of this kind that never order some of what they should. */
    static Fittings without(OwnerId.Kind kind, Predicate<Action> forgotten) {
        return deciding(kind, (state, input, decision) -> orders(decision, action ->
                forgotten.test(action) ? null : action));
    }

    /** A daemon with machines of this kind that order something else. */
    static Fittings ordering(OwnerId.Kind kind, UnaryOperator<Action> changed) {
        return deciding(kind, (state, input, decision) -> orders(decision, changed));
    }

    /** The same decision with other orders; null: none in its place. */
    static Decision orders(Decision decision, UnaryOperator<Action> changed) {
        List<Action> actions = new ArrayList<>();
        for (Action action : decision.actions()) {
            Action instead = changed.apply(action);
            if (instead != null) {
                actions.add(instead);
            }
        }
        if (actions.isEmpty() && decision.events().isEmpty()) {
            return decision.reason() == null ? NOTHING : decision;
        }
        return new Decision(decision.events(), actions, decision.reason());
    }

    private static Fittings with(OwnerId.Kind kind, BiFunction<Object, Input, Input> hearing, Change change) {
        Function<OwnerId.Kind, Machine<?>> sound = Machines.all();
        Machine<?> broken = new BrokenMachine<>(sound.apply(kind), hearing, change);
        return Fittings.of(wanted -> wanted == kind ? broken : sound.apply(wanted));
    }

    @Override
    public OwnerId.Kind kind() {
        return sound.kind();
    }

    @Override
    public S initial(OwnerId owner) {
        return sound.initial(owner);
    }

    @Override
    public Transitions.Taken<?, S> take(S state, Input input) {
        Decision decision = change.apply(state, input, sound.decide(state, hearing.apply(state, input)));
        return new Transitions.Taken<>(null, decision, applyAll(state, decision.events()));
    }

    @Override
    public S apply(S state, Event event) {
        return sound.apply(state, event);
    }

    @Override
    public Transitions<?, S> transitions() {
        return sound.transitions();
    }
}
