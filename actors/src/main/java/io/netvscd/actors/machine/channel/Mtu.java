package io.netvscd.actors.machine.channel;

/**
 * The MTU of the channel.
 *
 * @param current what the next handshake tells the host, or the last one did
 * @param proven  what the channel was open with last, 0 before the first time
 * @param refused what the host does not carry: the handshake failed with it or named a smaller one; 0 where it was
 *                not asked for such
 */
record Mtu(int current, int proven, int refused) {
    static Mtu of(int configured) {
        return new Mtu(configured, 0, 0);
    }

    /** The master asks for another. */
    Mtu wished(int next) {
        return new Mtu(next, proven, 0);
    }

    /** The host carries no more than this. */
    Mtu lowered(int largest) {
        return new Mtu(largest, proven, current);
    }

    /** The channel is open with the current one. */
    Mtu succeeded() {
        return new Mtu(current, current, refused);
    }

    /** Whether a failure may be the fault of a new MTU. */
    boolean unproven() {
        return proven != 0 && current != proven;
    }

    /** A handshake failed: what worked before may work again. */
    Mtu failed() {
        return unproven() ? new Mtu(proven, proven, current) : this;
    }
}
