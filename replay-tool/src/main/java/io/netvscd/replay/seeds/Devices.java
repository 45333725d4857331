package io.netvscd.replay.seeds;

import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.PciStep;
import io.netvscd.replay.scenario.Step;

/** What kernel and operator do to devices. */
final class Devices {
    private Devices() {
    }

    /** Parts of what a plug or an unplug consists of, in any order and at any distance. */
    static void piece(Script script) {
        Dice dice = script.dice();
        String function = script.function();
        if (function.isEmpty() || dice.oneIn(4)) {
            appearInPieces(script);
            return;
        }
        NicSetup nic = script.nicOf(function);
        script.add(nic, switch (dice.below(6)) {
            case 0 -> new PciStep(PciStep.Verb.ADD, function, String.valueOf(dice.between(1, 5)));
            case 1 -> new PciStep(PciStep.Verb.REMOVE, function, "");
            case 2 -> Steps.register(function, nic.mac(), String.valueOf(script.nextNumber()), dice.flip());
            case 3 -> Steps.netdev(NetdevStep.Verb.UNREGISTER, function);
            case 4 -> Steps.netdev(NetdevStep.Verb.GOING_DOWN, function);
            default -> Steps.carrier(function, true);
        });
    }

    private static void appearInPieces(Script script) {
        NicSetup nic = script.nic();
        String slot = String.valueOf(script.nextNumber());
        String name = script.name(nic);
        script.add(nic, new PciStep(PciStep.Verb.ADD, name, slot));
        script.pass(script.dice().one(0, Script.MS, 200 * Script.MS, 8 * Script.SECOND));
        script.add(nic, Steps.register(name, nic.mac(), slot, script.dice().flip()));
    }

    /** Devices that are no NIC's, and such as look like another's. */
    static void stranger(Script script) {
        Dice dice = script.dice();
        NicSetup nic = script.nic();
        String slot = String.valueOf(dice.between(1, script.nextNumber()));
        switch (dice.below(4)) {
            case 0 -> script.add(nic, Steps.plug(script.name(nic), script.strange(), slot));
            case 1 -> script.add(nic, Steps.register(script.name(nic), nic.mac(), "", true));
            case 2 -> script.plug(nic, slot + "-1");
            default -> exchangedSerials(script);
        }
    }

    /** Each of two NICs is told the serial number of the other's function. */
    private static void exchangedSerials(Script script) {
        NicSetup one = script.nics().get(0);
        NicSetup other = script.nics().get(script.nics().size() - 1);
        int serial = script.nextNumber();
        script.add(one, Steps.association(true, serial + 1));
        script.add(other, Steps.association(true, serial));
        script.plug(one, String.valueOf(serial));
        script.pass(script.dice().one(0, Script.MS, 100 * Script.MS));
        script.plug(other, String.valueOf(serial + 1));
    }

    static void news(Script script) {
        Dice dice = script.dice();
        String function = script.function();
        if (function.isEmpty()) {
            script.plug(script.nic(), script.slot());
            return;
        }
        script.add(script.nicOf(function), switch (dice.below(5)) {
            case 0 -> Steps.netdev(NetdevStep.Verb.CHANGE, function);
            case 1 -> Steps.rename(function, "en" + function);
            case 2 -> Steps.carrier(function, dice.flip());
            case 3 -> Steps.address(function, "10.0.0.4/24", dice.flip());
            default -> Steps.netdev(dice.flip() ? NetdevStep.Verb.STALL : NetdevStep.Verb.RESUME, function);
        });
    }

    static void byHand(Script script) {
        Dice dice = script.dice();
        String function = script.function();
        if (function.isEmpty()) {
            script.plug(script.nic(), script.slot());
            return;
        }
        script.add(script.nicOf(function), switch (dice.below(4)) {
            case 0 -> Steps.netdev(NetdevStep.Verb.UP, function);
            case 1 -> Steps.netdev(NetdevStep.Verb.DOWN, function);
            case 2 -> Steps.refuseMtu(function);
            default -> Steps.mtuByHand(function, (int) dice.one(1500, 1400, 9000));
        });
    }

    static void service(Script script) {
        String function = script.function();
        if (function.isEmpty()) {
            script.plug(script.nic(), script.slot());
            return;
        }
        switch (script.dice().below(6)) {
            case 0 -> service(script, function, NetdevStep.Verb.RECOVERING);
            case 1 -> service(script, function, NetdevStep.Verb.RECOVERED);
            case 2 -> service(script, function, NetdevStep.Verb.FAILED);
            default -> {
                service(script, function, NetdevStep.Verb.RECOVERING);
                script.pass(script.dice().one(Script.MS, 200 * Script.MS, 3 * Script.SECOND));
                service(script, function, NetdevStep.Verb.RECOVERED);
            }
        }
    }

    private static void service(Script script, String function, NetdevStep.Verb verb) {
        script.add(script.nicOf(function), Steps.netdev(verb, function));
    }

    /** The watcher's socket loses what is said at this instant. */
    static void overrun(Script script) {
        Step news = Steps.netdev(NetdevStep.Verb.OVERRUN, "");
        for (int i = script.dice().below(3); i > 0; i--) {
            (script.dice().flip() ? Theme.DEVICE_NEWS : Theme.PIECES).write(script);
        }
        script.add(news);
    }
}
