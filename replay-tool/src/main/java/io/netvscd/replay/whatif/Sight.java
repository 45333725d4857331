package io.netvscd.replay.whatif;

import io.netvscd.journal.vocabulary.Netdev;

/** What a record saw of a device before, and what it will see. */
public interface Sight {
    /** What it saw of the same device last, null where that appears. */
    Netdev before(Netdev netdev);

    /** Whether the device has a link when it appears, which shows only later if it is down. */
    boolean link(Netdev netdev);
}
