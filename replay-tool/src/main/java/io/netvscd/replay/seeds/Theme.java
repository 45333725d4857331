package io.netvscd.replay.seeds;

import io.netvscd.datapath.MacAddress;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.ClockStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.InputStep;
import io.netvscd.replay.scenario.JournalStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.SendStep;
import io.netvscd.replay.scenario.VfStep;
import java.util.function.Consumer;

/** What can happen, by subject. A seed has some of these in it, so that each also comes without the others. */
enum Theme {
    TRAFFIC(script -> {
        Dice dice = script.dice();
        int count = dice.oneIn(15) ? dice.between(400, 900) : dice.between(1, 120);
        int bytes = dice.between(60, 1360);
        String function = script.function();
        if (dice.oneIn(7) && !function.isEmpty()) {
            script.add(script.nicOf(function), new SendStep(count, SendStep.From.VF, function, bytes));
        } else {
            SendStep.From from = dice.oneIn(3) ? SendStep.From.SYNTHETIC : SendStep.From.MASTER;
            script.add(script.nic(), new SendStep(count, from, "", bytes));
        }
    }),
    HOT_PLUG(script -> {
        Dice dice = script.dice();
        NicSetup nic = script.nic();
        String function = script.function();
        if (function.isEmpty() || dice.below(3) == 0) {
            script.plug(nic, script.slot());
        } else if (dice.below(3) > 0) {
            script.add(script.nicOf(function), Steps.vf(VfStep.Verb.UNPLUG, function));
        } else {
            script.add(script.nicOf(function), Steps.netdev(NetdevStep.Verb.CHANGE, function));
        }
    }),
    SURPRISE_REMOVAL(script -> {
        String function = script.function();
        if (function.isEmpty()) {
            script.plug(script.nic(), script.slot());
        } else if (script.dice().flip()) {
            script.add(script.nicOf(function), Steps.vf(VfStep.Verb.YANK, function));
        } else {
            script.add(script.nicOf(function), Steps.netdev(NetdevStep.Verb.UNREGISTER, function));
        }
    }),
    PIECES(Devices::piece),
    STRANGERS(Devices::stranger),
    DEVICE_NEWS(Devices::news),
    BY_HAND(Devices::byHand),
    SERVICE(Devices::service),
    OVERRUN(Devices::overrun),
    ASSOCIATION(script -> {
        Dice dice = script.dice();
        int serial = dice.oneIn(4) ? dice.below(6) : Math.max(1, script.nextNumber() - 1 - dice.below(script.nics().size()));
        script.add(script.nic(), Steps.association(dice.below(4) > 0, serial));
    }),
    HOST_LIFE(Hosts::life),
    HOST_SWITCHES(Hosts::switches),
    HOST_SILENCE(Hosts::silence),
    HOST_NONSENSE(Hosts::nonsense),
    LINK(script -> script.add(script.nic(), script.dice().flip() ? Steps.host(HostStep.Verb.NETWORK_CHANGE)
            : Steps.link(script.dice().flip()))),
    ADMIN(script -> script.add(script.nic(),
            Steps.admin(script.dice().flip() ? AdminStep.Verb.UP : AdminStep.Verb.DOWN))),
    SETTINGS(script -> {
        Dice dice = script.dice();
        NicSetup nic = script.nic();
        script.add(nic, switch (dice.below(3)) {
            case 0 -> Steps.mtu((int) dice.one(1500, 1400, 9000, 576));
            case 1 -> Steps.mac(dice.flip() ? nic.mac() : new MacAddress(nic.mac().bits() + 0x70));
            default -> Steps.promiscuous(dice.flip());
        });
    }),
    DAEMON(Daemons::life),
    JOURNAL(script -> script.add(new JournalStep(script.dice().oneOf(JournalStep.Verb.values())))),
    LOST_INPUTS(script -> script.add(new InputStep(InputStep.Verb.DROP, script.dice().oneOf("NetdevSeen", "NetdevSeen",
            "NetdevGone", "NetdevGoingDown", "PciAdded", "PciRemoved", "FunctionService", "AddressChanged", "NetdevDump",
            "HostCompletion"), 0))),
    DOUBLED_INPUTS(script -> script.add(new InputStep(InputStep.Verb.TWICE, script.dice().one(InputStep.KINDS), 0))),
    LATE_INPUTS(script -> script.add(new InputStep(InputStep.Verb.LATE, script.dice().oneOf("NetdevSeen", "NetdevGone",
            "NetdevGoingDown", "PciAdded", "PciRemoved", "FunctionService", "NetdevDump", "VfNetdevResult", "TimerFired",
            "TimerFired"), script.dice().one(Script.MS, 30 * Script.MS, Script.SECOND, 15 * Script.SECOND)))),
    CLOCK(script -> script.add(new ClockStep(script.dice().oneOf(ClockStep.Verb.values()),
            script.dice().one(Script.SECOND, 3_600 * Script.SECOND, 86_400 * Script.SECOND))));

    private final Consumer<Script> write;

    Theme(Consumer<Script> write) {
        this.write = write;
    }

    /** Adds what happens next. */
    void write(Script script) {
        write.accept(script);
    }
}
