package io.netvscd.replay.scenario;

import io.netvscd.datapath.MacAddress;

/**
 * A virtual function comes or goes.
 *
 * @param mac  of {@code plug}
 * @param slot of {@code plug}, empty where the function has none
 */
public record VfStep(Verb verb, String name, MacAddress mac, String slot) implements Step {
    /** How it comes or goes. */
    public enum Verb {
        /** The PCI function and its netdev appear, with carrier. */
        PLUG,
        /** The orderly way out. */
        UNPLUG,
        /** Dead from now on, without a word. */
        YANK
    }

    @Override
    public String words() {
        return "vf = " + Step.word(verb);
    }
}
