package io.netvscd.actors.machine.channel;

/**
 * What the host has yet to answer. Each is one at a time, each has a deadline, and they do not wait for each other.
 *
 * @param step       of the handshake
 * @param pathSwitch null while none is under way
 * @param request    null while none is under way
 * @param sign       of life, null while none is asked for
 */
record Outstanding(Awaited step, PendingSwitch pathSwitch, Request request, SignOfLife sign) {
    static final Outstanding NOTHING = new Outstanding(Awaited.NOTHING, null, null, null);

    Outstanding step(Awaited next) {
        return new Outstanding(next, pathSwitch, request, sign);
    }

    Outstanding pathSwitch(PendingSwitch next) {
        return new Outstanding(step, next, request, sign);
    }

    Outstanding request(Request next) {
        return new Outstanding(step, pathSwitch, next, sign);
    }

    Outstanding sign(SignOfLife next) {
        return new Outstanding(step, pathSwitch, request, next);
    }
}
