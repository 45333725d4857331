package io.netvscd.journal.codec;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Event;
import java.util.List;

/**
 * Whether what two turns came to is the same: what {@code equals} says of their records, by code that is made with the codecs. A record's
 * own {@code equals} goes through method handles, which a replay that compares every record pays for.
 */
public final class Sameness {
    private Sameness() {
    }

    /** Whether these are the same events in the same order. */
    public static boolean ofEvents(List<Event> one, List<Event> other) {
        return TransitionRecordCodec.sameEvents(one, other);
    }

    /** Whether these are the same actions in the same order. */
    public static boolean ofActions(List<Action> one, List<Action> other) {
        return TransitionRecordCodec.sameActions(one, other);
    }
}
