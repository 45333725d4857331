package io.netvscd.actors.machine.vf;

/**
 * How far a VF's departure has come.
 *
 * @param released its master has left it
 * @param returned it went down and came up again, or was repaired
 * @param early    it began before the takeover
 */
record Departure(boolean released, boolean returned, boolean early) {
    static final Departure NONE = new Departure(false, false, false);

    static Departure begun(boolean early) {
        return new Departure(false, false, early);
    }

    Departure release() {
        return new Departure(true, returned, early);
    }

    Departure returned(boolean isBack) {
        return new Departure(released, isBack, early);
    }
}
