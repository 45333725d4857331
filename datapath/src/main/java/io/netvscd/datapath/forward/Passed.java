package io.netvscd.datapath.forward;

/**
 * What has passed the forwarding core by since a {@link Bypass} was opened. Never decreases.
 *
 * @param outFrames  of the master, that left on the VF
 * @param inFrames   from the VF, that were handed to the master
 * @param outRefused of the master, that the VF's device did not take: it was down, without carrier or gone
 */
public record Passed(long outFrames, long outBytes, long inFrames, long inBytes, long outRefused) {
    public static final Passed NOTHING = new Passed(0, 0, 0, 0, 0);
}
