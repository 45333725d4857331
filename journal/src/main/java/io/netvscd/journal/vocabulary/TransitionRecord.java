package io.netvscd.journal.vocabulary;

import io.netvscd.datapath.Checkpoint;
import java.util.List;

/**
 * One turn of one owner: the unit of the journal and of everything that is replayed.
 *
 * @param input      the message handled, whole
 * @param events     what became true
 * @param actions    what was ordered
 * @param reason     why nothing followed, when nothing did; else null
 * @param checkpoint the counters at that instant, when the input came from the datapath; else null
 */
public record TransitionRecord(
        Stamp stamp,
        OwnerId owner,
        Input input,
        List<Event> events,
        List<Action> actions,
        String reason,
        Checkpoint checkpoint) {
    public TransitionRecord {
        events = List.copyOf(events);
        actions = List.copyOf(actions);
    }
}
