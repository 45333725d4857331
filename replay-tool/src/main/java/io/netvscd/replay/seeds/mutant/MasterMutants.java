package io.netvscd.replay.seeds.mutant;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.replay.sim.Fittings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Masters that join the facts wrongly. */
final class MasterMutants {
    private static final OwnerId.Kind MASTER = OwnerId.Kind.MASTER;

    private MasterMutants() {
    }

    static List<Mutant> all() {
        return List.of(
                mutant("hosts-switch-ignored", "the host's own SWITCH_DATA_PATH has no effect (hv_netvsc to this day)",
                        () -> BrokenMachine.deaf(MASTER, MasterInput.HostForcedPath.class::isInstance)),
                mutant("disassociation-ignored", "the end of an association is not noticed",
                        () -> BrokenMachine.deaf(MASTER, input ->
                                input instanceof MasterInput.VfAssociated associated && !associated.allocated())),
                mutant("stale-serial", "the serial of the first association stays, whichever VF the host associates later",
                        () -> BrokenMachine.hearing(MASTER, (state, input) -> stale((MasterState) state, input))),
                mutant("association-assumed", "a channel that opens counts as one with a VF",
                        () -> BrokenMachine.deciding(MASTER, (state, input, decision) ->
                                input instanceof MasterInput.ChannelOpened
                                        ? and(decision, new MasterEvent.AssociationChanged(true, 0)) : decision)),
                mutant("loss-ignored", "a VF that is gone stays the master's",
                        () -> BrokenMachine.deaf(MASTER, MasterInput.VfLost.class::isInstance)),
                mutant("departure-ignored", "a VF that says that it goes is used on",
                        () -> BrokenMachine.deaf(MASTER, MasterInput.VfDeparting.class::isInstance)),
                mutant("leaves-late", "the host is asked before the VF is left",
                        () -> BrokenMachine.without(MASTER, MasterMutants::isLeaving)),
                mutant("leaves-when-written", "a move to safety waits for the disk",
                        () -> BrokenMachine.ordering(MASTER, action -> isLeaving(action)
                                ? new Action.OrderDatapath(((Action.OrderDatapath) action).order(), false) : action)),
                mutant("double-join", "a second VF is joined beside the first",
                        () -> BrokenMachine.deciding(MASTER, (state, input, decision) -> spares(decision)
                                ? joined((MasterState) state, (MasterInput.VfPresented) input, decision) : decision)),
                mutant("second-vf-forgotten", "a second VF is not remembered for later",
                        () -> BrokenMachine.deciding(MASTER, (state, input, decision) ->
                                spares(decision) ? Decision.nothing("mutant") : decision)),
                mutant("slot-ignored", "of two VFs the first is kept, whichever of them the host has associated",
                        () -> BrokenMachine.hearing(MASTER, (state, input) -> withoutSlot(input))),
                mutant("never-tries-again", "after a switch that failed there is no other",
                        () -> BrokenMachine.deaf(MASTER, input ->
                                input instanceof TimerFired fired && fired.timer() == TimerName.SWITCH_BACKOFF)),
                mutant("down-ignored", "a NIC that is set down stays open",
                        () -> BrokenMachine.deaf(MASTER, input ->
                                input instanceof MasterInput.AdminChanged admin && !admin.up())),
                mutant("link-ignored", "a link that goes down stays up for the system",
                        () -> BrokenMachine.deaf(MASTER, input ->
                                input instanceof MasterInput.HostLinkChanged link && !link.up())));
    }

    private static Mutant mutant(String name, String what, Supplier<Fittings> fittings) {
        return new Mutant("master", name, what, fittings);
    }

    private static Input stale(MasterState state, Input input) {
        return input instanceof MasterInput.VfAssociated associated && state.serial() != 0
                ? new MasterInput.VfAssociated(associated.incarnation(), associated.allocated(), state.serial()) : input;
    }

    private static Input withoutSlot(Input input) {
        if (!(input instanceof MasterInput.VfPresented presented)) {
            return input;
        }
        Netdev vf = presented.netdev();
        return new MasterInput.VfPresented(presented.vf(), presented.generation(), new Netdev(vf.ifindex(), vf.name(), vf.mac(),
                vf.permanentMac(), vf.up(), vf.carrier(), vf.mtu(), vf.kind(), vf.pciAddress(), "", vf.promiscuous(),
                vf.masterIfindex()));
    }

    private static boolean isLeaving(Action action) {
        return action instanceof Action.OrderDatapath order && order.urgent()
                && order.order() instanceof DatapathOrder.UseDataPath use && use.path() == DataPath.SYNTHETIC;
    }

    private static boolean spares(Decision decision) {
        return decision.events().stream().anyMatch(MasterEvent.VfSpared.class::isInstance);
    }

    private static Decision joined(MasterState state, MasterInput.VfPresented spare, Decision decision) {
        List<Action> actions = new ArrayList<>(decision.actions());
        actions.add(new Action.Tell(
                OwnerId.vf(state.nic(), spare.vf()), new VfInput.VfJoin(spare.generation(), state.settings())));
        return new Decision(decision.events(), actions, null);
    }

    private static Decision and(Decision decision, Event event) {
        List<Event> events = new ArrayList<>(decision.events());
        events.add(event);
        return new Decision(events, decision.actions(), null);
    }
}
