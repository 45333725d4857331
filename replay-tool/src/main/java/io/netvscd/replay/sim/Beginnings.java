package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where owners' stories go on although the records before are not there any more. */
public final class Beginnings {
    /** Everything is there from the start on. */
    public static final Beginnings NONE = new Beginnings(List.of());

    private final Map<OwnerId, Deque<KnownState>> ahead = new HashMap<>();

    /** Those that a journal has, in any order. */
    public Beginnings(List<KnownState> states) {
        states.stream().sorted(Comparator.comparing(KnownState::last))
                .forEach(state -> ahead.computeIfAbsent(state.owner(), owner -> new ArrayDeque<>()).add(state));
    }

    /** The state that a record's owner has before it, where that does not follow from the record before; once. */
    public Optional<KnownState> before(TransitionRecord record) {
        Deque<KnownState> states = ahead.isEmpty() ? null : ahead.get(record.owner());
        KnownState due = null;
        while (states != null && !states.isEmpty() && states.peek().last().compareTo(record.stamp()) < 0) {
            due = states.remove();
        }
        return Optional.ofNullable(due);
    }
}
