package io.netvscd.replay.scenario;

import io.netvscd.datapath.MacAddress;

/**
 * Something happens to a network device, or the kernel says something about it.
 *
 * @param name    the device's name in the scenario, which a rename does not change; empty for {@code overrun}
 * @param mac     of {@code register}
 * @param slot    of {@code register}: the PCI slot, empty where there is none
 * @param up      of {@code carrier}, and the first carrier of {@code register}
 * @param newName of {@code rename}
 * @param mtu     of {@code mtu}, -1 where only a refusal is set
 * @param refuse  of {@code mtu}: the device refuses the next MTU it is given
 * @param ip      of {@code address}
 * @param remove  of {@code address}: it is taken off
 */
public record NetdevStep(
        Verb verb,
        String name,
        MacAddress mac,
        String slot,
        boolean up,
        String newName,
        int mtu,
        boolean refuse,
        String ip,
        boolean remove) implements Step {
    /** What can happen to a device. */
    public enum Verb {
        REGISTER,
        UNREGISTER,
        UP,
        GOING_DOWN,
        DOWN,
        CHANGE,
        RENAME,
        CARRIER,
        MTU,
        ADDRESS,
        STALL,
        RESUME,
        RECOVERING,
        RECOVERED,
        FAILED,
        OVERRUN
    }

    @Override
    public String words() {
        return "netdev = " + Step.word(verb);
    }
}
