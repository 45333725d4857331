package io.netvscd.actors.machine.channel;

import java.util.Locale;

/** The phases of a channel. */
public enum ChannelPhase {
    /** There is none: not started, stopped, not offered yet, or about to be opened again. */
    CLOSED,
    /** Offered; the host is led through the handshake, each step against a deadline. */
    NEGOTIATING,
    /** It carries data. */
    OPEN,
    /** The host took the device back; the next offer opens it again. */
    RESCINDED,
    /** The host broke the protocol or stopped answering; it is opened again after a pause. */
    FAILED;

    /** The word used in status and scenario files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
