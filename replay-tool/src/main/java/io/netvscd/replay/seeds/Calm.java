package io.netvscd.replay.seeds;

import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.VfStep;

/** Only what is planned: functions come and go in order, and no frame may be lost. */
final class Calm {
    private Calm() {
    }

    static void write(Script script, int events) {
        script.pass(Script.SECOND);
        script.nics().forEach(nic -> script.add(nic, Steps.admin(AdminStep.Verb.UP)));
        script.pass(Script.SECOND);
        Dice dice = script.dice();
        for (int i = 0; i < events; i++) {
            script.pass(dice.one(0, Script.US, Script.MS, 10 * Script.MS, 120 * Script.MS, Script.SECOND, 12 * Script.SECOND));
            planned(script, dice);
        }
        script.nics().forEach(nic -> script.add(nic, Steps.host(HostStep.Verb.RELEASE_COMPLETIONS)));
        script.pass(20 * Script.SECOND);
        script.nics().forEach(nic -> script.expect(nic, "lost", "", "0"));
    }

    private static void planned(Script script, Dice dice) {
        NicSetup nic = script.nic();
        String function = script.function();
        switch (dice.below(12)) {
            case 0, 1 -> script.plug(nic, String.valueOf(script.nextNumber()));
            case 2, 3 -> orderlyUnplug(script, nic, function);
            case 4, 5 -> script.add(nic, Steps.association(dice.below(3) > 0, Math.max(1, script.nextNumber() - 1)));
            case 6 -> slowAnswer(script, nic);
            case 7 -> {
                if (!function.isEmpty()) {
                    script.add(script.nicOf(function), Steps.netdev(NetdevStep.Verb.CHANGE, function));
                }
            }
            default -> script.add(nic, new SendStep(dice.between(1, 120),
                    dice.oneIn(3) ? SendStep.From.SYNTHETIC : SendStep.From.MASTER, "", dice.between(60, 1360)));
        }
    }

    /** The guest lets go long before the kernel's patience ends. */
    private static void orderlyUnplug(Script script, NicSetup nic, String function) {
        if (function.isEmpty()) {
            script.plug(nic, String.valueOf(script.nextNumber()));
            return;
        }
        script.add(script.nicOf(function), Steps.vf(VfStep.Verb.UNPLUG, function));
        script.pass(2 * Script.SECOND);
        script.expect(script.nicOf(function), "vf", function, "gone");
    }

    /** The host takes its time for a completion, but not for ever. */
    private static void slowAnswer(Script script, NicSetup nic) {
        script.add(nic, Steps.host(HostStep.Verb.HOLD_COMPLETIONS));
        script.pass(200 * Script.MS);
        if (script.dice().flip()) {
            script.plug(nic, String.valueOf(script.nextNumber()));
        } else {
            script.add(nic, Steps.association(true, Math.max(1, script.nextNumber() - 1)));
        }
        script.pass(400 * Script.MS);
        script.add(nic, Steps.host(HostStep.Verb.RELEASE_COMPLETIONS));
    }
}
