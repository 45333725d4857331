package io.netvscd.replay.seeds;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.sim.Machines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Machines that are broken on purpose, each in one way that a kernel, a driver or a daemon has been broken in. */
enum Mutant {
    /** The guest uses the VF as soon as the switch is in the ring (DPDK netvsc; hv_netvsc before 8b31f8c982b7). */
    NO_WAIT_FOR_COMPLETION(OwnerId.Kind.CHANNEL, (input, decision) -> {
        List<Action> actions = new ArrayList<>(decision.actions());
        for (Event event : decision.events()) {
            if (event instanceof ChannelEvent.SwitchSent sent && input instanceof ChannelInput.SwitchRequested asked) {
                actions.add(new Action.Tell(OwnerId.master("eth0"),
                        new MasterInput.SwitchEnded(asked.incarnation(), sent.path(), SwitchOutcome.COMPLETED)));
            }
        }
        return new Decision(decision.events(), actions, decision.reason());
    }),
    /** A VF that announces its departure is used until it is gone (hv_netvsc before 34b06a2eee44). */
    GOING_DOWN_IGNORED(OwnerId.Kind.VF, deaf(VfInput.VfGoingDown.class::isInstance)),
    /** The host's own SWITCH_DATA_PATH has no handler (hv_netvsc to this day). */
    HOSTS_SWITCH_IGNORED(OwnerId.Kind.MASTER, deaf(MasterInput.HostForcedPath.class::isInstance)),
    /** The end of an association is not noticed. */
    DISASSOCIATION_IGNORED(OwnerId.Kind.MASTER,
            deaf(input -> input instanceof MasterInput.VfAssociated associated && !associated.allocated())),
    /** A VF that is gone stays the master's. */
    LOSS_IGNORED(OwnerId.Kind.MASTER, deaf(MasterInput.VfLost.class::isInstance)),
    /** The takeover timer of a VF comes to nothing. */
    NEVER_TAKEN_OVER(OwnerId.Kind.VF,
            deaf(input -> input instanceof TimerFired fired && fired.timer() == TimerName.TAKEOVER)),
    /** The VF does not follow the master's settings. */
    SETTINGS_NOT_FOLLOWED(OwnerId.Kind.VF, deaf(VfInput.VfFollow.class::isInstance)),
    /** The master forgets to leave the VF before it asks the host. */
    LEAVES_LATE(OwnerId.Kind.MASTER, (input, decision) -> {
        List<Action> kept = decision.actions().stream().filter(action -> !isUrgentLeave(action)).toList();
        return kept.isEmpty() && decision.events().isEmpty()
                ? Decision.nothing("mutant") : new Decision(decision.events(), kept, decision.reason());
    }),
    /** A switch that the host does not complete is waited for without a limit (hv_netvsc). */
    WAITS_FOR_EVER(OwnerId.Kind.CHANNEL,
            deaf(input -> input instanceof TimerFired fired && fired.timer() == TimerName.SWITCH_DEADLINE)),
    /** What a dump shows is not compared with what is known. */
    DUMP_IGNORED(OwnerId.Kind.WATCHER, deaf(WatcherInput.NetdevDump.class::isInstance));

    private final OwnerId.Kind kind;
    private final BiFunction<Input, Decision, Decision> change;

    Mutant(OwnerId.Kind kind, BiFunction<Input, Decision, Decision> change) {
        this.kind = kind;
        this.change = change;
    }

    /** All machines, one of them broken. */
    Function<OwnerId.Kind, Machine<?>> machines() {
        Function<OwnerId.Kind, Machine<?>> sound = Machines.all();
        Machine<?> broken = broken(sound.apply(kind));
        return wanted -> wanted == kind ? broken : sound.apply(wanted);
    }

    private <S> Machine<S> broken(Machine<S> sound) {
        return new Machine<>() {
            @Override
            public OwnerId.Kind kind() {
                return sound.kind();
            }

            @Override
            public S initial(OwnerId owner) {
                return sound.initial(owner);
            }

            @Override
            public Decision decide(S state, Input input) {
                return change.apply(input, sound.decide(state, input));
            }

            @Override
            public S apply(S state, Event event) {
                return sound.apply(state, event);
            }

            @Override
            public Transitions<?, S> transitions() {
                return sound.transitions();
            }
        };
    }

    private static BiFunction<Input, Decision, Decision> deaf(Predicate<Input> to) {
        return (input, decision) -> to.test(input) ? Decision.nothing("mutant") : decision;
    }

    private static boolean isUrgentLeave(Action action) {
        return action instanceof Action.OrderDatapath order && order.urgent()
                && order.order() instanceof DatapathOrder.UseDataPath;
    }
}
