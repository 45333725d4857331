package io.netvscd.actors.machine;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What follows from an input: facts, orders, and where neither follows, the reason why not.
 *
 * @param reason null when something follows
 */
public record Decision(List<Event> events, List<Action> actions, String reason) {
    public Decision {
        events = List.copyOf(events);
        actions = List.copyOf(actions);
        boolean nothingFollows = events.isEmpty() && actions.isEmpty();
        if (nothingFollows != (reason != null)) {
            throw new IllegalArgumentException("a decision has either events and actions, or a reason");
        }
    }

    /** Nothing follows, because. */
    public static Decision nothing(String reason) {
        return new Decision(List.of(), List.of(), reason);
    }

    /** Begins a decision that something follows from. */
    public static Builder that(Event... events) {
        return new Builder().that(events);
    }

    /** Begins a decision of orders alone. */
    public static Builder order(Action... actions) {
        return new Builder().order(actions);
    }

    /** Collects events and actions in the order they are to happen. */
    public static final class Builder {
        private final List<Event> events = new ArrayList<>();
        private final List<Action> actions = new ArrayList<>();

        public Builder that(Event... facts) {
            Collections.addAll(events, facts);
            return this;
        }

        public Builder order(Action... orders) {
            Collections.addAll(actions, orders);
            return this;
        }

        public Builder orderIf(boolean condition, Action... orders) {
            return condition ? order(orders) : this;
        }

        public Builder thatIf(boolean condition, Event... facts) {
            return condition ? that(facts) : this;
        }

        public List<Event> events() {
            return List.copyOf(events);
        }

        /** What has been collected. */
        public Decision done() {
            return new Decision(events, actions, null);
        }

        /** What has been collected, or nothing for this reason. */
        public Decision orNothing(String reason) {
            return events.isEmpty() && actions.isEmpty() ? nothing(reason) : done();
        }
    }
}
