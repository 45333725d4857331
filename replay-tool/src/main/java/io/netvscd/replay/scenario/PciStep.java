package io.netvscd.replay.scenario;

/**
 * A PCI uevent alone.
 *
 * @param name the device it belongs to
 * @param slot the name of the PCI slot, empty where there is none
 */
public record PciStep(Verb verb, String name, String slot) implements Step {
    /** The two uevents. */
    public enum Verb {
        ADD,
        REMOVE
    }

    @Override
    public String words() {
        return "pci = " + Step.word(verb);
    }
}
