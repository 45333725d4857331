package io.netvscd.actors.machine.master;

import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.VfSettings;

/**
 * The VF that the master has taken, as the master knows it.
 *
 * @param ready     fit to carry, by the word of its owner
 * @param attached  the datapath receives from it
 * @param departing it has announced that it goes
 * @param released  it was told that the path is its no longer
 * @param told      the settings it was told last
 */
record Slave(
        String key,
        long generation,
        Netdev netdev,
        boolean ready,
        String whyNot,
        boolean attached,
        boolean departing,
        boolean released,
        VfSettings told) {
    static Slave taken(String key, long generation, Netdev netdev) {
        return new Slave(key, generation, netdev, false, "not taken over yet", false, false, true, null);
    }

    boolean is(String otherKey, long otherGeneration) {
        return key.equals(otherKey) && generation == otherGeneration;
    }

    /** Whether this is gone once that appearance is: it is that one, or one before it in the same place. */
    boolean isGoneWith(String otherKey, long otherGeneration) {
        return key.equals(otherKey) && generation <= otherGeneration;
    }

    Slave withReadiness(boolean nowReady, String why) {
        return new Slave(key, generation, netdev, nowReady, why, attached, false, released, told);
    }

    Slave withAttached(boolean nowAttached) {
        return new Slave(key, generation, netdev, ready, whyNot, nowAttached, departing, released, told);
    }

    Slave withDeparting() {
        return new Slave(key, generation, netdev, false, "departing", attached, true, false, told);
    }

    Slave withReleased(boolean nowReleased) {
        return new Slave(key, generation, netdev, ready, whyNot, attached, departing, nowReleased, told);
    }

    Slave withTold(VfSettings settings) {
        return new Slave(key, generation, netdev, ready, whyNot, attached, departing, released, settings);
    }
}
