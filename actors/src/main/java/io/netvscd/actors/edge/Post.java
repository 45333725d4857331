package io.netvscd.actors.edge;

import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;

/** Brings inputs to owners. Safe from any thread; never blocks; keeps the order of one sender. */
@FunctionalInterface
public interface Post {
    void tell(OwnerId to, Input input);
}
