package io.netvscd.actors.machine;

import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;

/**
 * A pure state machine. Both functions depend on their arguments alone.
 *
 * @param <S> the state, an immutable value
 */
public interface Machine<S> {
    OwnerId.Kind kind();

    /** The state of an owner that no record speaks of. */
    S initial(OwnerId owner);

    /** What follows from {@code input} in {@code state}, and the state that it leads to. */
    default Transitions.Taken<?, S> take(S state, Input input) {
        return transitions().take(state, input);
    }

    /** What follows from {@code input} in {@code state}. */
    default Decision decide(S state, Input input) {
        return take(state, input).decision();
    }

    /** The state once {@code event} is true. */
    S apply(S state, Event event);

    /** The rows that {@link #take} takes its answers from. */
    Transitions<?, S> transitions();

    /** The state once all of {@code events} are true. */
    default S applyAll(S state, Iterable<Event> events) {
        S next = state;
        for (Event event : events) {
            next = apply(next, event);
        }
        return next;
    }
}
