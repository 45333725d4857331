package io.netvscd.replay.excerpt;

import io.netvscd.datapath.MacAddress;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.PciStep;

/** Brings about anew what was outside at a moment of a record, from nothing. */
final class Opening {
    /** Enough for a handshake, a takeover and a switch. */
    static final long LASTS_NS = 60_000_000_000L;
    private static final long MS = 1_000_000;

    private Opening() {
    }

    /** Adds it before an instant. */
    static void add(Scene scene, long endNs, StepList steps) {
        long beginNs = endNs - LASTS_NS;
        for (Scene.Nic nic : scene.nics()) {
            add(nic, beginNs, steps);
        }
        scene.functions().forEach((address, name) -> steps.add(beginNs + 70 * MS, StepList.DEED, "",
                StepList.pci(PciStep.Verb.ADD, name, scene.slot(address))));
        for (Scene.Device device : scene.devices()) {
            steps.add(beginNs + 70 * MS, StepList.DEED, "", DeviceSteps.register(device));
        }
    }

    private static void add(Scene.Nic nic, long beginNs, StepList steps) {
        String name = nic.facts().nic();
        if (nic.limited) {
            steps.add(beginNs, StepList.FIRST, name, HostSteps.limitVersion(nic.nvsp));
        }
        if (nic.offered) {
            steps.add(beginNs, StepList.DEED, name, StepList.host(HostStep.Verb.OFFER));
        }
        if (nic.mtu != nic.facts().mtu()) {
            steps.add(beginNs + 40 * MS, StepList.DEED, name, new AdminStep(AdminStep.Verb.MTU, nic.mtu, MacAddress.ZERO, false));
        }
        if (!nic.mac.equals(nic.facts().permanentMac())) {
            steps.add(beginNs + 40 * MS, StepList.DEED, name, new AdminStep(AdminStep.Verb.MAC, 0, nic.mac, false));
        }
        if (nic.promiscuous) {
            steps.add(beginNs + 40 * MS, StepList.DEED, name, new AdminStep(AdminStep.Verb.PROMISCUOUS, 0, MacAddress.ZERO, true));
        }
        if (nic.up) {
            steps.add(beginNs + 50 * MS, StepList.DEED, name, StepList.admin(true));
        }
        if (!nic.link) {
            steps.add(beginNs + 55 * MS, StepList.DEED, name, HostSteps.link(false));
        }
        if (nic.associated) {
            steps.add(beginNs + 60 * MS, StepList.DEED, name, HostSteps.association(nic.allocated, nic.serial));
        }
    }
}
