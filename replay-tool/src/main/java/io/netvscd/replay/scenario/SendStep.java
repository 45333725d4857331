package io.netvscd.replay.scenario;

/**
 * Frames arrive.
 *
 * @param count     how many
 * @param from      the port they arrive on
 * @param name      the VF they arrive on, empty for the other ports
 * @param sizeBytes of each, from the Ethernet header on, without FCS
 */
public record SendStep(long count, From from, String name, int sizeBytes) implements Step {
    /** Where frames can arrive. */
    public enum From {
        MASTER,
        VF,
        SYNTHETIC
    }

    @Override
    public String words() {
        return "send = " + count;
    }
}
