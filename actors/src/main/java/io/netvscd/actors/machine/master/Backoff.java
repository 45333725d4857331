package io.netvscd.actors.machine.master;

/**
 * The pause after a switch that failed.
 *
 * @param running    no switch to the VF is tried
 * @param failures   in a row
 * @param generation of its timer
 */
record Backoff(boolean running, int failures, long generation) {
    static final Backoff NONE = new Backoff(false, 0, 0);

    Backoff over() {
        return new Backoff(false, failures, generation);
    }

    Backoff forgiven() {
        return new Backoff(false, 0, generation);
    }
}
