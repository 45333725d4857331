package io.netvscd.replay.seeds;

import io.netvscd.datapath.rndis.Oid;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NicSetup;

/** What hosts do, well-behaved and not. */
final class Hosts {
    private Hosts() {
    }

    /** The channel comes and goes, with this version or that. */
    static void life(Script script) {
        Dice dice = script.dice();
        NicSetup nic = script.nic();
        switch (dice.below(5)) {
            case 0 -> script.add(nic, Steps.host(HostStep.Verb.OFFER));
            case 1, 2 -> {
                script.add(nic, Steps.host(HostStep.Verb.RESCIND));
                script.pass(dice.one(0, Script.MS, Script.SECOND));
                script.add(nic, Steps.host(HostStep.Verb.OFFER));
            }
            case 3 -> script.add(nic, Steps.host(HostStep.Verb.RESCIND));
            default -> {
                script.add(nic, Steps.limitVersion(dice.oneOf("1.0", "2.0", "4.0", "5.0", "6.0", "6.1")));
                script.limitHost();
            }
        }
    }

    /** What a host can do about SWITCH_DATA_PATH. */
    static void switches(Script script) {
        script.add(script.nic(), Steps.host(script.dice().oneOf(HostStep.Verb.FORCE_SYNTHETIC,
                HostStep.Verb.HOLD_COMPLETIONS, HostStep.Verb.RELEASE_COMPLETIONS, HostStep.Verb.RELEASE_COMPLETIONS,
                HostStep.Verb.DROP_COMPLETION, HostStep.Verb.FAIL_SWITCH)));
    }

    static void silence(Script script) {
        script.add(script.nic(), Steps.host(script.dice().oneOf(
                HostStep.Verb.STALL, HostStep.Verb.RESUME, HostStep.Verb.SILENT, HostStep.Verb.TALK)));
    }

    /** Nonsense; but a host never lies about its VF (128) or its path (129), which nobody could see through. */
    static void nonsense(Script script) {
        Dice dice = script.dice();
        if (dice.oneIn(4)) {
            script.add(script.nic(), Steps.refuseOid((int) dice.one(0, 0, Oid.GEN_CURRENT_PACKET_FILTER,
                    Oid.TCP_OFFLOAD_HARDWARE_CAPABILITIES, Oid.GEN_RECEIVE_SCALE_CAPABILITIES)));
            script.limitHost();
            return;
        }
        byte[] octets = dice.octets(8 * dice.between(1, 5));
        if (dice.flip()) {
            octets[0] = (byte) dice.between(130, 135);
            octets[1] = 0;
            octets[2] = 0;
            octets[3] = 0;
        }
        script.add(script.nic(), Steps.raw(octets));
    }
}
