package io.netvscd.actors.machine.vf;

/**
 * How far a VF's departure has come.
 *
 * @param released its master has left it
 * @param returned it went down and came up again, or was repaired
 */
record Departure(boolean released, boolean returned) {
    static final Departure NONE = new Departure(false, false);

    Departure release() {
        return new Departure(true, returned);
    }

    Departure returned(boolean isBack) {
        return new Departure(released, isBack);
    }
}
