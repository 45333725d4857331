package io.netvscd.actors.machine.channel;

import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The timers that run, each with the generation it was started with.
 *
 * @param last the newest generation; every start takes the next, so that an older one is never mistaken for it
 */
record Timers(Map<TimerName, Long> running, long last) {
    static final Timers NONE = new Timers(Map.of(), 0);

    Timers {
        running = running.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(running));
    }

    Timers armed(TimerName timer, long generation) {
        Map<TimerName, Long> next = copy();
        next.put(timer, generation);
        return new Timers(next, Math.max(last, generation));
    }

    Timers ended(TimerName... timers) {
        if (noneRuns(timers)) {
            return this;
        }
        Map<TimerName, Long> next = copy();
        for (TimerName timer : timers) {
            next.remove(timer);
        }
        return new Timers(next, last);
    }

    Timers allEnded() {
        return new Timers(Map.of(), last);
    }

    boolean runs(TimerName timer) {
        return running.containsKey(timer);
    }

    /** Whether it is the one that runs, and not one that was replaced or cancelled meanwhile. */
    boolean isCurrent(TimerFired fired) {
        Long generation = running.get(fired.timer());
        return generation != null && generation == fired.generation();
    }

    List<TimerName> names() {
        return List.copyOf(running.keySet());
    }

    private boolean noneRuns(TimerName... timers) {
        for (TimerName timer : timers) {
            if (runs(timer)) {
                return false;
            }
        }
        return true;
    }

    private Map<TimerName, Long> copy() {
        Map<TimerName, Long> copy = new EnumMap<>(TimerName.class);
        copy.putAll(running);
        return copy;
    }
}
