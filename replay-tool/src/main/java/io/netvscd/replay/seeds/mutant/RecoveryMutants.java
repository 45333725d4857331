package io.netvscd.replay.seeds.mutant;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.sim.Fittings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Daemons that do not come back as they were, or whose journals say something else than what happened. */
final class RecoveryMutants {
    /** Often enough for every run to have some. */
    private static final int EVERY_SO_MANY = 50;

    private RecoveryMutants() {
    }

    static List<Mutant> all() {
        return List.of(
                mutant("restart-not-noticed", "a new life goes on where the last one ended, with a datapath that is fresh",
                        () -> BrokenMachine.deciding(OwnerId.Kind.MASTER, (state, input, decision) ->
                                input instanceof MasterInput.MasterStarted && ((MasterState) state).facts() != null
                                        ? Decision.nothing("mutant") : decision)),
                mutant("datapath-not-reset", "a master that begins again takes the datapath that it left for a fresh one",
                        () -> BrokenMachine.deciding(OwnerId.Kind.MASTER, (state, input, decision) ->
                                input instanceof MasterInput.MasterStarted ? withoutReset(decision) : decision)),
                mutant("machine-not-looked-at", "a new life takes the devices for those of the last one",
                        () -> BrokenMachine.deciding(OwnerId.Kind.WATCHER, (state, input, decision) ->
                                input instanceof WatcherInput.WatcherStarted
                                        ? BrokenMachine.orders(decision, action ->
                                                action instanceof Action.RequestDump ? null : action)
                                        : decision)),
                mutant("acts-before-writing", "the VF is used before that is written",
                        () -> BrokenMachine.ordering(OwnerId.Kind.MASTER, action ->
                                action instanceof Action.OrderDatapath order
                                        && order.order() instanceof DatapathOrder.UseDataPath use
                                        && use.path() == DataPath.VF ? new Action.OrderDatapath(order.order(), true) : action)),
                mutant("memory-beside-the-events", "what is decided depends on something that no event tells of",
                        RecoveryMutants::forgetful));
    }

    private static Mutant mutant(String name, String what, Supplier<Fittings> fittings) {
        return new Mutant("recovery", name, what, fittings);
    }

    private static Decision withoutReset(Decision decision) {
        Decision ordered = BrokenMachine.orders(decision, action -> action instanceof Action.OrderDatapath order
                && order.order() instanceof DatapathOrder.ResetDatapath ? null : action);
        return new Decision(ordered.events().stream().filter(event -> !(event instanceof MasterEvent.DatapathResetOrdered)).toList(),
                ordered.actions(), ordered.reason());
    }

    private static Fittings forgetful() {
        AtomicLong decided = new AtomicLong();
        return BrokenMachine.deciding(OwnerId.Kind.MASTER, (state, input, decision) ->
                decided.incrementAndGet() % EVERY_SO_MANY == 0 && decision.reason() != null
                        ? Decision.nothing("mutant") : decision);
    }
}
