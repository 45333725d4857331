package io.netvscd.replay.seeds.mutant;

import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfSettings;
import io.netvscd.replay.sim.Fittings;
import java.util.List;
import java.util.function.Supplier;

/** VFs that live wrongly. */
final class VfMutants {
    private static final OwnerId.Kind VF = OwnerId.Kind.VF;

    private VfMutants() {
    }

    static List<Mutant> all() {
        return List.of(
                mutant("going-down-ignored", "it is used until it is gone (hv_netvsc before 34b06a2eee44)",
                        () -> BrokenMachine.deaf(VF, VfInput.VfGoingDown.class::isInstance)),
                mutant("never-taken-over", "the end of the takeover delay comes to nothing",
                        () -> BrokenMachine.deaf(VF, input ->
                                input instanceof TimerFired fired && fired.timer() == TimerName.TAKEOVER)),
                mutant("settings-not-followed", "what the master is set to does not reach it",
                        () -> BrokenMachine.deaf(VF, VfInput.VfFollow.class::isInstance)),
                mutant("mtu-not-followed", "of the master's settings it takes all but the MTU",
                        () -> BrokenMachine.hearing(VF, VfMutants::withoutMtu)),
                mutant("never-lets-go", "a VF that departs is not released",
                        () -> BrokenMachine.without(VF, Action.LetGo.class::isInstance)),
                mutant("carrier-ignored", "the loss of its carrier is not noticed",
                        () -> BrokenMachine.deaf(VF, input ->
                                input instanceof VfInput.VfChanged changed && !changed.netdev().carrier())),
                mutant("recovery-ignored", "it does not come back from a service reset",
                        () -> BrokenMachine.deaf(VF, input ->
                                input instanceof VfInput.VfService service && service.state() == ServiceState.RECOVERED)),
                mutant("always-fit", "it says that it can carry whether it can or not",
                        () -> BrokenMachine.ordering(VF, VfMutants::fit)));
    }

    private static Mutant mutant(String name, String what, Supplier<Fittings> fittings) {
        return new Mutant("vf", name, what, fittings);
    }

    private static Input withoutMtu(Object state, Input input) {
        return input instanceof VfInput.VfFollow follow && ((VfState) state).settings() != null
                ? new VfInput.VfFollow(follow.generation(), new VfSettings(follow.settings().adminUp(),
                        ((VfState) state).settings().mtu(), follow.settings().mac(), follow.settings().promiscuous()))
                : input;
    }

    private static Action fit(Action action) {
        return action instanceof Action.Tell tell && tell.message() instanceof MasterInput.VfReadiness readiness
                ? new Action.Tell(tell.to(),
                        new MasterInput.VfReadiness(readiness.vf(), readiness.generation(), true, ""))
                : action;
    }
}
