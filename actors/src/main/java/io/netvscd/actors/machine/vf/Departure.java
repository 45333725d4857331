package io.netvscd.actors.machine.vf;

/**
 * How far a VF's departure has come.
 *
 * @param released its master has left it
 * @param returned it went down and came up again, or was repaired
 * @param early    it began before the takeover
 * @param closed   it was down as it said that it goes, and has not been up since
 */
record Departure(boolean released, boolean returned, boolean early, boolean closed) {
    static final Departure NONE = new Departure(false, false, false, false);

    static Departure begun(boolean early, boolean closed) {
        return new Departure(false, false, early, closed);
    }

    Departure release() {
        return new Departure(true, returned, early, closed);
    }

    /** Its service works again. */
    Departure repaired() {
        return new Departure(released, true, early, closed);
    }

    /**
     * It has come up, or gone down. Up again after it was up before, it did not go after all; from down, an order of ours that its
     * departure crossed may have opened it.
     */
    Departure turned(boolean up) {
        return new Departure(released, up && !closed, early, closed && !up);
    }
}
