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

    /** What follows from {@code input} in {@code state}. */
    default Decision decide(S state, Input input) {
        return transitions().decide(state, input);
    }

    /** The state once {@code event} is true. */
    S apply(S state, Event event);

    /** The rows that {@link #decide} takes its answers from. */
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
