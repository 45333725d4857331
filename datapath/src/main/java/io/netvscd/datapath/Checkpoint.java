package io.netvscd.datapath;

/**
 * The counters of all three ends at the instant between two bursts at which a control word took effect. Between two
 * checkpoints the path of every frame is decided, which is what makes a live run replayable to the frame.
 */
public record Checkpoint(PortCounters master, PortCounters vf, PortCounters synthetic) {
    public static final Checkpoint ZERO = new Checkpoint(PortCounters.ZERO, PortCounters.ZERO, PortCounters.ZERO);
}
