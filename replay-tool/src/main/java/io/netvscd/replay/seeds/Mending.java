package io.netvscd.replay.seeds;

import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.InputStep;
import io.netvscd.replay.scenario.JournalStep;
import io.netvscd.replay.scenario.NetdevStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.SendStep;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whatever has happened, it is mended, a fresh VF comes for each NIC, and the NIC must be on it. */
final class Mending {
    /** Longer than any pause before something is tried again: a switch that failed often is tried once a minute. */
    private static final long PATIENCE_NS = 100 * Script.SECOND;
    /** Longer than a handshake, its deadline, and the pause before the next. */
    private static final long CALM_NS = 60 * Script.SECOND;
    /** Enough for a channel to be opened anew, and for a round of every upkeep. */
    private static final long CHANGE_NS = 32 * Script.SECOND;

    private Mending() {
    }

    static void write(Script script) {
        script.pass(20 * Script.SECOND);
        script.add(new JournalStep(JournalStep.Verb.OK));
        script.add(new InputStep(InputStep.Verb.CLEAR, "", 0));
        script.add(new DaemonStep(DaemonStep.Verb.RESUME));
        script.add(new DaemonStep(DaemonStep.Verb.START));
        script.nics().forEach(nic -> mend(script, nic));
        script.functions().forEach(function ->
                script.add(script.nicOf(function), Steps.netdev(NetdevStep.Verb.UNREGISTER, function)));
        script.pass(CALM_NS);
        // One that was asked for in the bad times has gone back by now where the host did not answer for it.
        script.nics().forEach(nic -> script.add(nic, Steps.mtu(1500)));
        Map<NicSetup, String> fresh = new LinkedHashMap<>();
        for (NicSetup nic : script.nics()) {
            int number = script.nextNumber();
            fresh.put(nic, script.plug(nic, String.valueOf(number)));
            script.add(nic, Steps.association(true, number));
        }
        if (script.dice().flip()) {
            script.pass(script.dice().one(Script.MS, Script.SECOND));
            script.add(new DaemonStep(DaemonStep.Verb.CRASH));
            script.add(new DaemonStep(DaemonStep.Verb.START));
        }
        script.pass(PATIENCE_NS);
        fresh.forEach((nic, vf) -> expectAllWell(script, nic, vf));
    }

    private static void mend(Script script, NicSetup nic) {
        script.add(nic, Steps.limitVersion("6.1"));
        script.add(nic, Steps.refuseOid(0));
        script.add(nic, Steps.host(HostStep.Verb.TALK));
        script.add(nic, Steps.host(HostStep.Verb.RESUME));
        script.add(nic, Steps.host(HostStep.Verb.RELEASE_COMPLETIONS));
        if (script.hostLimited() || script.dice().flip()) {
            script.add(nic, Steps.host(HostStep.Verb.RESCIND));
        }
        script.add(nic, Steps.host(HostStep.Verb.OFFER));
        script.add(nic, Steps.link(true));
        script.add(nic, Steps.mtu(1500));
        script.add(nic, Steps.mac(nic.mac()));
        script.add(nic, Steps.promiscuous(false));
        script.add(nic, Steps.admin(AdminStep.Verb.UP));
    }

    private static void expectAllWell(Script script, NicSetup nic, String vf) {
        script.expect(nic, "datapath", "", "vf", "host-datapath", "", "vf", "channel", "", "open", "admin", "", "up",
                "vf", vf, "active", "vf-mtu", vf, "1500", "journal", "healthy", "true");
        script.add(nic, Steps.mtu(1400));
        script.pass(CHANGE_NS);
        script.expect(nic, "datapath", "", "vf", "host-datapath", "", "vf", "vf-mtu", vf, "1400");
        script.add(nic, new SendStep(50, SendStep.From.MASTER, "", 1000));
        script.add(nic, new SendStep(50, SendStep.From.SYNTHETIC, "", 1000));
        script.pass(Script.SECOND);
        script.expect(nic, "carried", "vf", "50", "carried", "synthetic", "0", "delivered", "", "50", "lost", "", "0");
    }
}
