package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.watcher.WatcherPhase.DUMPING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.RESYNCING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;
import static io.netvscd.actors.machine.watcher.WatcherPhase.WATCHING;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.RequestDump;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.PciFunction;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfInput.VfUsed;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpAwaited;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpTaken;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchBegun;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchEnded;
import io.netvscd.journal.vocabulary.WatcherInput.AddressChanged;
import io.netvscd.journal.vocabulary.WatcherInput.FunctionDump;
import io.netvscd.journal.vocabulary.WatcherInput.FunctionService;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevDump;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGoingDown;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevUsed;
import io.netvscd.journal.vocabulary.WatcherInput.OperatorMark;
import io.netvscd.journal.vocabulary.WatcherInput.PciAdded;
import io.netvscd.journal.vocabulary.WatcherInput.PciRemoved;
import io.netvscd.journal.vocabulary.WatcherInput.TellAgain;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherOverrun;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStarted;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStop;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The PCI hotplug watcher: kernel messages in, what became of each NIC's VFs out. */
public final class PciHotplugWatcher implements Machine<WatcherState> {
    /**
     * Between two rounds that compare what is known with a dump. The kernel reports lost messages by itself, so that a
     * round is for what nobody reports; each leaves two records in the journal.
     */
    public static final long UPKEEP_MS = 10_000;

    private final Transitions<WatcherPhase, WatcherState> transitions = table();

    @Override
    public OwnerId.Kind kind() {
        return OwnerId.Kind.WATCHER;
    }

    @Override
    public WatcherState initial(OwnerId owner) {
        return WatcherState.INITIAL;
    }

    @Override
    public WatcherState apply(WatcherState state, Event event) {
        return WatcherFacts.apply(state, (WatcherEvent) event);
    }

    @Override
    public Transitions<WatcherPhase, WatcherState> transitions() {
        return transitions;
    }

    private Transitions<WatcherPhase, WatcherState> table() {
        Transitions.Builder<WatcherPhase, WatcherState> table =
                Transitions.of("PciHotplugWatcher", WatcherPhase.class, STOPPED, WatcherState::phase, this::applyAll);
        table.fromAny().on(WatcherStarted.class)
                .to(DUMPING, "watch these NICs; ask for a dump", PciHotplugWatcher::begin);
        table.from(DUMPING, WATCHING, RESYNCING).on(WatcherStop.class)
                .to(STOPPED, "stop watching; the VFs are their masters' business", (state, input) ->
                        Decision.that(new WatchEnded()).order(new CancelTimer(TimerName.UPKEEP)).done());
        table.fromAny().on(OperatorMark.class)
                .stays("nothing but the record of it", (state, input) -> Decision.nothing("mark: " + input.text()));
        table.from(STOPPED).on(TimerFired.class)
                .stays("nothing: it comes late", (state, input) -> Decision.nothing("late: the watch has ended"));
        table.from(STOPPED).on(NetdevDump.class)
                .stays("nothing: it comes late", (state, input) -> Decision.nothing("late: the watch has ended"));
        table.from(STOPPED).on(FunctionDump.class)
                .stays("nothing: it comes late", (state, input) -> Decision.nothing("late: the watch has ended"));
        for (Sight sight : Sight.values()) {
            table.from(DUMPING, WATCHING, RESYNCING).on(NetdevSeen.class)
                    .when(sight.when(), (state, input) -> Sight.of(state, input.netdev()) == sight)
                    .stays(sight.decided(), (state, input) ->
                            new Look(state).see(input.netdev()).orNothing("a netdev " + sight.when()));
        }
        table.from(DUMPING, WATCHING, RESYNCING).on(NetdevGone.class)
                .stays("it is forgotten; was it a VF, its owner is told", (state, input) ->
                        new Look(state).lose(input.ifindex())
                                .orNothing("ifindex " + input.ifindex() + " is not known"));
        forwarded(table, NetdevGoingDown.class, NetdevGoingDown::ifindex, (input, generation) ->
                new VfGoingDown(generation));
        forwarded(table, FunctionService.class, FunctionService::ifindex, (input, generation) ->
                new VfService(generation, input.state()));
        forwarded(table, AddressChanged.class, AddressChanged::ifindex, (input, generation) ->
                new VfAddress(generation, input.address(), input.present()));
        forwarded(table, NetdevUsed.class, NetdevUsed::ifindex, (input, generation) ->
                new VfUsed(generation, input.what(), input.present()));
        functions(table);
        dumps(table);
        restarts(table);
        return table.build();
    }

    /** What is said of a VF's netdev and concerns its owner alone. */
    private static <I extends Input> void forwarded(
            Transitions.Builder<WatcherPhase, WatcherState> table,
            Class<I> on,
            ToIntFunction<I> ifindex,
            BiFunction<I, Long, VfInput> message) {
        table.from(DUMPING, WATCHING, RESYNCING).on(on)
                .when("of a VF", (state, input) -> state.vfs().containsKey(ifindex.applyAsInt(input)))
                .stays("its owner is told", (state, input) -> {
                    VfSighting vf = state.vfs().get(ifindex.applyAsInt(input));
                    return Decision.order(new Tell(vf.owner(), message.apply(input, vf.generation()))).done();
                });
        table.from(DUMPING, WATCHING, RESYNCING).on(on)
                .stays("nothing", (state, input) ->
                        Decision.nothing("ifindex " + ifindex.applyAsInt(input) + " is no VF"));
    }

    private static void functions(Transitions.Builder<WatcherPhase, WatcherState> table) {
        table.from(DUMPING, WATCHING, RESYNCING).on(PciAdded.class)
                .when("as known", (state, input) -> input.slot().equals(state.functions().get(input.pciAddress())))
                .stays("nothing", (state, input) -> Decision.nothing(input.pciAddress() + " is known"));
        table.from(DUMPING, WATCHING, RESYNCING).on(PciAdded.class)
                .stays("it is remembered: its netdev may be minutes away", (state, input) ->
                        new Look(state).find(new PciFunction(input.pciAddress(), input.slot())).orNothing(""));
        table.from(DUMPING, WATCHING, RESYNCING).on(PciRemoved.class)
                .stays("it is forgotten with its netdevs; the owners of its VFs are told",
                        PciHotplugWatcher::removeFunction);
        table.from(DUMPING, WATCHING, RESYNCING).on(FunctionDump.class)
                .stays("the difference to what is known; the masters are told of functions that have had no netdev for a round",
                        PciHotplugWatcher::compare);
    }

    private static void dumps(Transitions.Builder<WatcherPhase, WatcherState> table) {
        table.from(DUMPING).on(NetdevDump.class)
                .to(WATCHING, "the difference to what is known; VFs that vanished in an earlier life are told so again",
                        PciHotplugWatcher::firstDump);
        table.from(RESYNCING).on(NetdevDump.class)
                .to(WATCHING, "the difference to what is known", (state, input) ->
                        compare(state, input).that(new DumpTaken()).orNothing(""));
        table.from(WATCHING).on(NetdevDump.class)
                .stays("the difference to what is known", (state, input) ->
                        compare(state, input).orNothing("the dump holds what is known"));
        table.from(DUMPING, RESYNCING).on(WatcherOverrun.class)
                .stays("ask for another dump: the one under way may have suffered", (state, input) ->
                        Decision.order(new RequestDump()).done());
        table.from(WATCHING).on(WatcherOverrun.class)
                .to(RESYNCING, "ask for a dump", (state, input) ->
                        Decision.that(new DumpAwaited()).order(new RequestDump()).done());
        table.from(DUMPING, WATCHING, RESYNCING).on(TimerFired.class)
                .when("not of this watch's upkeep", (state, input) ->
                        input.timer() != TimerName.UPKEEP || input.generation() != state.watch())
                .stays("nothing", (state, input) -> Decision.nothing("stale: " + input.timer() + " of watch "
                        + input.generation() + ", now " + state.watch()));
        table.from(DUMPING, RESYNCING).on(TimerFired.class)
                .stays("ask for the dump again: it is overdue", (state, input) ->
                        Decision.order(new RequestDump(), upkeep(state.watch())).done());
        table.from(WATCHING).on(TimerFired.class)
                .to(RESYNCING, "ask for a dump", (state, input) ->
                        Decision.that(new DumpAwaited()).order(new RequestDump(), upkeep(state.watch())).done());
    }

    private static void restarts(Transitions.Builder<WatcherPhase, WatcherState> table) {
        table.from(STOPPED).on(TellAgain.class)
                .stays("nothing", (state, input) -> Decision.nothing("the watch has ended"));
        table.from(DUMPING, WATCHING, RESYNCING).on(TellAgain.class)
                .when("of a VF", (state, input) -> input.owner().kind() == OwnerId.Kind.VF)
                .stays("it is told of the VF again, under a new generation, or that there is none", (state, input) ->
                        new Look(state).tellAgainOfVf(input.owner()).orNothing("the dump that is awaited tells of it"));
        table.from(DUMPING, RESYNCING).on(TellAgain.class)
                .stays("the owners of its VFs are told again; ask for another dump, with which its own device is looked at", (state, input) ->
                        new Look(state).tellAgainOf(input.owner().nic()).order(new RequestDump()).orNothing(""));
        table.from(WATCHING).on(TellAgain.class)
                .to(RESYNCING, "the owners of its VFs are told again; ask for a dump, with which its own device is looked at", (state, input) ->
                        new Look(state).tellAgainOf(input.owner().nic()).that(new DumpAwaited()).order(new RequestDump()).orNothing(""));
    }

    private static Decision begin(WatcherState state, WatcherStarted input) {
        return Decision.that(new WatchBegun(input.nics()), new DumpAwaited())
                .order(new RequestDump(), upkeep(state.watch() + 1))
                .done();
    }

    private static StartTimer upkeep(long watch) {
        return new StartTimer(TimerName.UPKEEP, watch, UPKEEP_MS);
    }

    private static Decision removeFunction(WatcherState state, PciRemoved input) {
        Look look = new Look(state).miss(input.pciAddress());
        for (Netdev netdev : state.netdevs().values()) {
            if (netdev.pciAddress().equals(input.pciAddress())) {
                look.lose(netdev.ifindex());
            }
        }
        return look.orNothing(input.pciAddress() + " is not known");
    }

    private static Decision compare(WatcherState state, FunctionDump dump) {
        Look look = new Look(state);
        Set<String> there = dump.functions().stream().map(PciFunction::pciAddress).collect(Collectors.toSet());
        state.functions().keySet().stream().filter(known -> !there.contains(known)).forEach(look::miss);
        dump.functions().forEach(look::find);
        return look.endRound().orNothing("the dump holds what is known");
    }

    /** A crash may have come between the record of an end and the telling of it; whoever knows of it does nothing. */
    private static Decision firstDump(WatcherState state, NetdevDump dump) {
        Look look = compare(state, dump);
        state.vanished().forEach((generation, owner) -> {
            boolean back = look.now().vfs().values().stream().anyMatch(vf -> vf.owner().equals(owner));
            boolean ours = state.nics().stream().anyMatch(nic -> nic.nic().equals(owner.nic()));
            if (ours && !back) {
                look.order(new Tell(owner, new VfVanished(generation)));
            }
        });
        return look.that(new DumpTaken()).orNothing("");
    }

    /** What the dump lacks is gone, unless a message that is newer than the dump spoke of it. */
    private static Look compare(WatcherState state, NetdevDump dump) {
        Look look = new Look(state);
        TreeSet<Integer> missing = new TreeSet<>(state.netdevs().keySet());
        missing.addAll(state.vfs().keySet());
        missing.removeAll(state.sinceRequest());
        dump.netdevs().forEach(netdev -> missing.remove(netdev.ifindex()));
        missing.forEach(look::lose);
        dump.netdevs().stream()
                .filter(netdev -> !state.sinceRequest().contains(netdev.ifindex()))
                .forEach(look::see);
        return look;
    }
}
