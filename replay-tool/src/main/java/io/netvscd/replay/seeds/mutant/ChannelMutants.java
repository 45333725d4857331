package io.netvscd.replay.seeds.mutant;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.channel.ChannelState;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.replay.sim.Fittings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Channels that do not keep the host's rules, or trust the host to keep them. */
final class ChannelMutants {
    private static final OwnerId.Kind CHANNEL = OwnerId.Kind.CHANNEL;

    private ChannelMutants() {
    }

    static List<Mutant> all() {
        return List.of(
                mutant("no-wait-for-completion",
                        "the VF is used as soon as the switch is in the ring (DPDK; hv_netvsc before 8b31f8c982b7)",
                        () -> BrokenMachine.deciding(CHANNEL, ChannelMutants::impatient)),
                mutant("waits-for-ever", "a switch that the host does not complete is waited for without a limit (hv_netvsc)",
                        () -> deafTo(TimerName.SWITCH_DEADLINE)),
                mutant("handshake-waits-for-ever", "a host that does not answer is waited for without a limit",
                        () -> deafTo(TimerName.HANDSHAKE_DEADLINE)),
                mutant("never-reopens", "a channel that failed is not opened again", () -> deafTo(TimerName.REOPEN)),
                mutant("rescind-ignored", "a device that the host takes back stays open",
                        () -> BrokenMachine.deaf(CHANNEL, ChannelInput.ChannelRescinded.class::isInstance)),
                mutant("association-untold", "the master is not told of a VF that the host associates",
                        () -> BrokenMachine.without(CHANNEL, action -> tells(action, MasterInput.VfAssociated.class))),
                mutant("loss-of-the-channel-untold", "the master is not told that the channel is closed",
                        () -> BrokenMachine.without(CHANNEL, action -> tells(action, MasterInput.ChannelClosed.class))));
    }

    private static Mutant mutant(String name, String what, Supplier<Fittings> fittings) {
        return new Mutant("channel", name, what, fittings);
    }

    private static Fittings deafTo(TimerName timer) {
        return BrokenMachine.deaf(CHANNEL, input -> input instanceof TimerFired fired && fired.timer() == timer);
    }

    private static Decision impatient(Object state, Input input, Decision decision) {
        List<Action> actions = new ArrayList<>(decision.actions());
        for (Event event : decision.events()) {
            if (event instanceof ChannelEvent.SwitchSent sent && input instanceof ChannelInput.SwitchRequested asked) {
                actions.add(new Action.Tell(OwnerId.master(((ChannelState) state).owner().nic()),
                        new MasterInput.SwitchEnded(asked.incarnation(), sent.path(), SwitchOutcome.COMPLETED)));
            }
        }
        return new Decision(decision.events(), actions, decision.reason());
    }

    private static boolean tells(Action action, Class<? extends MasterInput> message) {
        return action instanceof Action.Tell tell && message.isInstance(tell.message());
    }
}
