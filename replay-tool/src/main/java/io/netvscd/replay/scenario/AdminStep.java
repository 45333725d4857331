package io.netvscd.replay.scenario;

import io.netvscd.datapath.MacAddress;

/** The operator sets something of the NIC. */
public record AdminStep(Verb verb, int mtu, MacAddress mac, boolean on) implements Step {
    /** What can be set. */
    public enum Verb {
        UP,
        DOWN,
        MTU,
        MAC,
        PROMISCUOUS
    }

    @Override
    public String words() {
        return "admin = " + Step.word(verb);
    }
}
