package io.netvscd.actors.edge;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Set;

/** Carries out the actions of one concern. */
public interface Edge {
    /** The types of action that it knows. */
    Set<Class<? extends Action>> actions();

    /** Does it, or hands it on to whoever does. */
    void carryOut(OwnerId owner, Action action);
}
