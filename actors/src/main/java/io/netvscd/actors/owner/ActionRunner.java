package io.netvscd.actors.owner;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.OwnerId;

/**
 * Carries out what an owner decided. Never blocks: what takes time is handed on, and its outcome comes back as an
 * input.
 */
@FunctionalInterface
public interface ActionRunner {
    void run(OwnerId owner, Action action);
}
