package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.actors.machine.master.MasterState.Life;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The rows of {@link NetvscMaster}. */
final class MasterTable {
    private static final String NOTHING_ELSE = "noted before";
    /** A datapath that is off the VF comes onto it by an order alone, whose answer has rows of its own. */
    private static final Set<MasterPhase> OFF_VF = EnumSet.complementOf(EnumSet.of(VF));
    private static final Set<TimerName> ALARMS =
            EnumSet.of(TimerName.FALLBACK_ALARM, TimerName.NO_DRIVER_ALARM, TimerName.NO_VF_ALARM);
    private static final Set<MasterPhase> FROM_VF = EnumSet.of(VF, SWITCHING_TO_SYNTHETIC);

    private final Transitions.Builder<MasterPhase, MasterState> rows;

    private MasterTable(BiFunction<MasterState, Iterable<Event>, MasterState> applyAll) {
        rows = Transitions.of("NetvscMaster", MasterPhase.class, SYNTHETIC, MasterState::phase, applyAll);
    }

    static Transitions<MasterPhase, MasterState> of(BiFunction<MasterState, Iterable<Event>, MasterState> applyAll) {
        MasterTable table = new MasterTable(applyAll);
        table.life();
        table.system();
        table.host();
        table.virtualFunction();
        table.switches();
        table.datapath();
        return table.rows.build();
    }

    private void life() {
        rows.fromAny().on(MasterInput.MasterStarted.class).to(SYNTHETIC, "begin a new life on the synthetic path, without carrier",
                (state, input) -> begin(state, input).order(new Action.SetMasterCarrier(false)).conclude(NOTHING_ELSE));
        rows.from(SYNTHETIC, SWITCHING_TO_SYNTHETIC).on(MasterInput.MasterStop.class)
                .when("already stopping", (state, input) -> state.life() != Life.RUNNING)
                .stays("nothing", (state, input) -> Decision.nothing("stopping already"));
        rows.from(SYNTHETIC).on(MasterInput.MasterStop.class).to(Set.of(SYNTHETIC, SWITCHING_TO_SYNTHETIC),
                "let the VF go, and the channel", (state, input) -> stop(state));
        rows.from(SWITCHING_TO_VF, VF, SWITCHING_TO_SYNTHETIC).on(MasterInput.MasterStop.class).to(SWITCHING_TO_SYNTHETIC,
                "leave the VF first", (state, input) -> stop(state));
    }

    private static MasterTurn begin(MasterState state, MasterInput.MasterStarted input) {
        MasterTurn turn = new MasterTurn(state).that(new MasterEvent.MasterReset(input.facts()));
        return input.again() ? turn.beginAgain() : turn;
    }

    private static Decision stop(MasterState state) {
        return new MasterTurn(state).that(new MasterEvent.StopBegun()).conclude(NOTHING_ELSE);
    }

    private void system() {
        level(MasterInput.AdminChanged.class, "VF and receive side follow; down leaves the VF first",
                (state, input) -> input.up() != state.settings().adminUp(),
                (turn, input) -> turn.that(new MasterEvent.AdminNoted(input.up())));
        level(MasterInput.MacChanged.class, "VF and host follow",
                (state, input) -> !input.mac().equals(state.settings().mac()),
                (turn, input) -> mac(turn, input.mac()));
        level(MasterInput.MacRefused.class, "TAP and VF go back to the address that the host delivers to",
                (state, input) -> input.refused().equals(state.settings().mac()),
                (turn, input) -> turn.that(new MasterEvent.MasterMacNoted(input.kept()))
                        .order(new Action.SetMasterMac(input.refused(), input.kept())));
        level(MasterInput.PromiscuousChanged.class, "VF and packet filter follow",
                (state, input) -> input.on() != state.settings().promiscuous(),
                (turn, input) -> turn.that(new MasterEvent.MasterPromiscuousNoted(input.on())));
        level(MasterInput.MtuChanged.class, "the VF follows, then the channel is opened again",
                (state, input) -> input.mtu() != state.settings().mtu(), MasterTable::mtu);
        level(MasterInput.MtuRefused.class, "TAP and VF go back to the MTU that the host carries",
                (state, input) -> input.refused() == state.settings().mtu(),
                (turn, input) -> turn.that(new MasterEvent.MasterMtuNoted(input.carried()))
                        .order(new Action.SetMasterMtu(input.refused(), input.carried())));
    }

    private static MasterTurn mac(MasterTurn turn, MacAddress mac) {
        turn.that(new MasterEvent.MasterMacNoted(mac));
        if (!turn.state().hostless()) {
            turn.followUp();
            turn.tellChannel(new ChannelInput.MacRequested(mac));
        }
        return turn;
    }

    private static MasterTurn mtu(MasterTurn turn, MasterInput.MtuChanged input) {
        turn.that(new MasterEvent.MasterMtuNoted(input.mtu()));
        if (turn.state().hostless()) {
            return turn;
        }
        if (turn.state().synthetic().open()) {
            turn.closeSynthetic();
        }
        turn.followUp();
        turn.tellChannel(new ChannelInput.MtuRequested(input.mtu()));
        return turn;
    }

    private void host() {
        incarnation(MasterInput.HostLinkChanged.class, MasterInput.HostLinkChanged::incarnation);
        incarnation(MasterInput.VfAssociated.class, MasterInput.VfAssociated::incarnation);
        incarnation(MasterInput.HostForcedPath.class, MasterInput.HostForcedPath::incarnation);
        incarnation(MasterInput.SwitchEnded.class, MasterInput.SwitchEnded::incarnation);
        incarnation(MasterInput.ChannelClosed.class, MasterInput.ChannelClosed::incarnation);
        level(MasterInput.ChannelOpened.class, "attach the synthetic port; the host's path is synthetic",
                (state, input) -> input.incarnation() != state.synthetic().incarnation() || !state.synthetic().open(),
                (turn, input) -> opened(turn, input));
        rows.from(SYNTHETIC, SWITCHING_TO_SYNTHETIC).on(MasterInput.ChannelClosed.class)
                .when("closed already", (state, input) -> !state.synthetic().open())
                .stays("nothing", (state, input) -> Decision.nothing(NOTHING_ELSE));
        note(MasterInput.ChannelClosed.class, "leave the VF, detach the synthetic port; what was asked of the host is void",
                (turn, input) -> turn.closeSynthetic());
        level(MasterInput.HostLinkChanged.class, "the master's carrier follows; a master without it carries nothing",
                (state, input) -> input.up() != state.synthetic().linkUp(),
                (turn, input) -> turn.that(new MasterEvent.MasterLinkNoted(input.up()))
                        .order(new Action.SetMasterCarrier(input.up())));
        level(MasterInput.VfAssociated.class, "an association is a fresh start; its end leaves the VF",
                (state, input) -> input.allocated() != state.synthetic().allocated()
                        || input.serial() != state.synthetic().serial(),
                (turn, input) -> associated(turn, input));
        rows.fromAny().on(MasterInput.HostForcedPath.class)
                .when("to the VF", (state, input) -> input.path() == DataPath.VF)
                .stays("nothing: a host moves to synthetic alone",
                        (state, input) -> Decision.nothing("anomaly: a host does not force the VF"));
        rows.from(SYNTHETIC).on(MasterInput.HostForcedPath.class).stays("note it",
                (state, input) -> forced(state, false));
        rows.from(SWITCHING_TO_VF, VF, SWITCHING_TO_SYNTHETIC).on(MasterInput.HostForcedPath.class).to(SWITCHING_TO_SYNTHETIC,
                "obey at once, try again after a pause", (state, input) -> forced(state, true));
    }

    private static MasterTurn opened(MasterTurn turn, MasterInput.ChannelOpened input) {
        if (turn.state().synthetic().open()) {
            turn.closeSynthetic();
        }
        return turn.that(new MasterEvent.SyntheticOpened(input.incarnation(), input.nvsp(), input.linkUp()))
                .order(new DatapathOrder.AttachSyntheticPort(input.incarnation()))
                .order(new Action.SetMasterCarrier(input.linkUp()));
    }

    private static MasterTurn associated(MasterTurn turn, MasterInput.VfAssociated input) {
        turn.that(new MasterEvent.AssociationChanged(input.allocated(), input.serial()));
        return input.allocated() ? turn.forgive() : turn;
    }

    private static Decision forced(MasterState state, boolean underWay) {
        MasterTurn turn = new MasterTurn(state).that(new MasterEvent.HostPathNoted(DataPath.SYNTHETIC));
        return (underWay ? turn.backOff() : turn).conclude(NOTHING_ELSE);
    }

    private void virtualFunction() {
        rows.from(SYNTHETIC, SWITCHING_TO_SYNTHETIC).on(MasterInput.VfPresented.class)
                .when("not running", (state, input) -> state.life() != Life.RUNNING)
                .stays("nothing", (state, input) -> Decision.nothing("the master does not run"));
        rows.fromAny().on(MasterInput.VfPresented.class)
                .when("another VF is there", (state, input) -> state.vf() != null && !state.vf().key().equals(input.vf()))
                .stays("let it wait", (state, input) -> new MasterTurn(state)
                        .that(new MasterEvent.VfSpared(input.vf(), input.generation(), input.netdev()))
                        .conclude(NOTHING_ELSE));
        lookAgain(MasterInput.VfPresented.class, "", (state, input) -> true, "take it", (state, input) -> {
            MasterTurn turn = new MasterTurn(state);
            if (state.vf() != null) {
                turn.letGoOfVf();
            }
            return turn.take(Slave.taken(input.vf(), input.generation(), input.netdev())).conclude(NOTHING_ELSE);
        });
        rows.fromAny().on(MasterInput.VfLost.class)
                .when("a spare", (state, input) -> spareGoneWith(state, input).isPresent())
                .stays("forget it", (state, input) -> {
                    Slave spare = spareGoneWith(state, input).orElseThrow();
                    return new MasterTurn(state)
                            .that(new MasterEvent.VfForgotten(spare.key(), spare.generation()))
                            .conclude(NOTHING_ELSE);
                });
        level(MasterInput.FunctionIdle.class, "noted: it may be a VF without a driver",
                (state, input) -> !input.slot().equals(state.alarms().idle().get(input.pciAddress())),
                (turn, input) -> turn.that(new MasterEvent.IdleFunctionNoted(input.pciAddress(), input.slot())));
        level(MasterInput.FunctionServed.class, "forgotten",
                (state, input) -> state.alarms().idle().containsKey(input.pciAddress()),
                (turn, input) -> turn.that(new MasterEvent.IdleFunctionForgotten(input.pciAddress())));
        own(MasterInput.VfLost.class, MasterInput.VfLost::vf, MasterInput.VfLost::generation, Slave::isGoneWith);
        own(MasterInput.VfReadiness.class, MasterInput.VfReadiness::vf, MasterInput.VfReadiness::generation, Slave::is);
        own(MasterInput.VfDeparting.class, MasterInput.VfDeparting::vf, MasterInput.VfDeparting::generation, Slave::is);
        note(MasterInput.VfLost.class, "leave it, forget it, take a spare", (turn, input) -> turn.forgetVf());
        note(MasterInput.VfReadiness.class, "fit: receive from it, and carry if all else is there; unfit: leave it",
                MasterTable::readiness);
        note(MasterInput.VfDeparting.class, "leave it, then release it",
                (turn, input) -> turn.that(new MasterEvent.VfDepartureNoted()));
    }

    private static Optional<Slave> spareGoneWith(MasterState state, MasterInput.VfLost input) {
        return state.spares().stream().filter(spare -> spare.isGoneWith(input.vf(), input.generation())).findFirst();
    }

    private static MasterTurn readiness(MasterTurn turn, MasterInput.VfReadiness input) {
        boolean recovered = input.ready() && !turn.state().vf().ready();
        turn.that(new MasterEvent.VfReadinessChanged(input.ready(), input.why()));
        return recovered ? turn.forgive().attachVf() : turn;
    }

    private void switches() {
        rows.fromAny().on(MasterInput.SwitchEnded.class)
                .when("made after it was given up, no news", (state, input) ->
                        madeLate(input) && input.path() == state.host().path())
                .stays("nothing", (state, input) -> Decision.nothing(NOTHING_ELSE));
        lookAgain(MasterInput.SwitchEnded.class, "made after it was given up", (state, input) -> madeLate(input),
                "the host has moved: look again at what is wished for", (state, input) ->
                        new MasterTurn(state).madeLate(input.path()).conclude(NOTHING_ELSE));
        rows.fromAny().on(MasterInput.SwitchEnded.class)
                .when("not asked", (state, input) -> state.host().asked() != input.path())
                .stays("nothing", (state, input) -> Decision.nothing("no switch to " + input.path().word() + " is under way"));
        rows.from(SWITCHING_TO_VF).on(MasterInput.SwitchEnded.class)
                .when("completed", (state, input) -> input.outcome() == SwitchOutcome.COMPLETED)
                .to(SWITCHING_TO_VF, "now the datapath moves", (state, input) -> new MasterTurn(state)
                        .hostCompleted(input.path())
                        .conclude(NOTHING_ELSE));
        rows.from(SWITCHING_TO_VF).on(MasterInput.SwitchEnded.class)
                .when("timed out", (state, input) -> input.outcome() == SwitchOutcome.TIMED_OUT)
                .to(SWITCHING_TO_SYNTHETIC, "what the host did is unknown: take it back", (state, input) -> timedOut(state, input));
        rows.from(SWITCHING_TO_VF).on(MasterInput.SwitchEnded.class)
                .to(SYNTHETIC, "the host never heard of it: try again after a pause", (state, input) -> new MasterTurn(state)
                        .that(new MasterEvent.SwitchAnswered(input.outcome()))
                        .backOff()
                        .conclude(NOTHING_ELSE));
        rows.from(SWITCHING_TO_SYNTHETIC).on(MasterInput.SwitchEnded.class)
                .when("to the VF, timed out", (state, input) ->
                        input.path() == DataPath.VF && input.outcome() == SwitchOutcome.TIMED_OUT)
                .to(SWITCHING_TO_SYNTHETIC, "what the host did is unknown: take it back", (state, input) -> timedOut(state, input));
        rows.from(SWITCHING_TO_SYNTHETIC).on(MasterInput.SwitchEnded.class)
                .when("to synthetic, failed", (state, input) ->
                        input.path() == DataPath.SYNTHETIC && input.outcome() != SwitchOutcome.COMPLETED)
                .to(Set.of(SYNTHETIC, SWITCHING_TO_SYNTHETIC), "the guest stays on synthetic; tell the host again after a pause",
                        (state, input) -> new MasterTurn(state)
                                .that(new MasterEvent.SwitchAnswered(input.outcome()))
                                .backOff()
                                .conclude(NOTHING_ELSE));
        rows.from(SWITCHING_TO_SYNTHETIC).on(MasterInput.SwitchEnded.class)
                .to(OFF_VF, "look again at what is wished for", (state, input) -> {
                    MasterTurn turn = new MasterTurn(state);
                    if (input.outcome() == SwitchOutcome.COMPLETED) {
                        turn.hostCompleted(input.path());
                    } else {
                        turn.that(new MasterEvent.SwitchAnswered(input.outcome()));
                    }
                    if (!turn.state().wishesVf()) {
                        turn.takeBack();
                    }
                    return turn.conclude(NOTHING_ELSE);
                });
        rows.fromAny().on(TimerFired.class)
                .when("flaps fade, of another memory", (state, input) -> input.timer() == TimerName.FLAP_DECAY
                        && input.generation() != state.flaps().generation())
                .stays("nothing", (state, input) -> Decision.nothing("stale timer " + input.generation()));
        lookAgain(TimerFired.class, "flaps fade", (state, input) -> input.timer() == TimerName.FLAP_DECAY,
                "half of them are forgotten; below half the limit the VF may be used again", (state, input) ->
                        new MasterTurn(state).fade().conclude(NOTHING_ELSE));
        rows.fromAny().on(TimerFired.class)
                .when("an alarm, of another suspicion", (state, input) -> ALARMS.contains(input.timer())
                        && !state.alarms().isCurrent(input.timer(), input.generation()))
                .stays("nothing", (state, input) -> Decision.nothing("stale timer " + input.generation()));
        rows.from(SYNTHETIC, SWITCHING_TO_VF, SWITCHING_TO_SYNTHETIC).on(TimerFired.class)
                .when("an alarm", (state, input) -> ALARMS.contains(input.timer()))
                .stays("what slows the NIC down has lasted: an operator should know", (state, input) ->
                        Watchman.raise(new MasterTurn(state), input.timer()).conclude(NOTHING_ELSE));
        rows.fromAny().on(TimerFired.class)
                .when("of another pause", (state, input) -> input.generation() != state.backoff().generation()
                        || !state.backoff().running())
                .stays("nothing", (state, input) -> Decision.nothing("stale timer " + input.generation()));
        rows.from(SYNTHETIC).on(TimerFired.class).to(Set.of(SYNTHETIC, SWITCHING_TO_VF, SWITCHING_TO_SYNTHETIC),
                "the pause is over: try again", (state, input) -> pauseOver(state));
        rows.from(SWITCHING_TO_SYNTHETIC).on(TimerFired.class).stays("the pause is over", (state, input) -> pauseOver(state));
    }

    private static boolean madeLate(MasterInput.SwitchEnded input) {
        return input.outcome() == SwitchOutcome.MADE_LATE;
    }

    private static Decision timedOut(MasterState state, MasterInput.SwitchEnded input) {
        return new MasterTurn(state)
                .that(new MasterEvent.SwitchAnswered(input.outcome()))
                .that(new MasterEvent.HostPathNoted(DataPath.VF))
                .backOff()
                .takeBack()
                .conclude(NOTHING_ELSE);
    }

    private static Decision pauseOver(MasterState state) {
        return new MasterTurn(state).that(new MasterEvent.BackoffEnded()).attachVf().conclude(NOTHING_ELSE);
    }

    private void datapath() {
        rows.from(SYNTHETIC).on(MasterInput.DatapathApplied.class)
                .when("of an earlier life", (state, input) ->
                        state.guest().resetting() && !state.guest().isReset(input.order()))
                .stays("nothing", (state, input) -> Decision.nothing("from before the datapath's reset"));
        rows.from(SYNTHETIC).on(MasterInput.DatapathApplied.class)
                .when("reset", (state, input) -> state.guest().resetting())
                .stays("what it says from now on is of this life", (state, input) ->
                        Decision.that(new MasterEvent.DatapathResetNoted()).done());
        lookAgain(MasterInput.DatapathApplied.class, "not a move",
                (state, input) -> !(input.order() instanceof DatapathOrder.UseDataPath), "a VF that is attached may carry",
                MasterTable::attached);
        rows.from(SWITCHING_TO_VF).on(MasterInput.DatapathApplied.class)
                .when("moved to the VF", (state, input) -> movesTo(DataPath.VF, input) && input.changed())
                .to(Set.of(VF, SWITCHING_TO_SYNTHETIC), "tell the VF, make the fabric follow", (state, input) ->
                        moved(state, DataPath.VF));
        rows.from(SWITCHING_TO_VF).on(MasterInput.DatapathApplied.class)
                .when("could not move to the VF", (state, input) -> movesTo(DataPath.VF, input))
                .to(Set.of(SYNTHETIC, SWITCHING_TO_SYNTHETIC), "take it back, try again after a pause", (state, input) ->
                        new MasterTurn(state)
                                .that(new MasterEvent.PathInUse(DataPath.SYNTHETIC))
                                .that(new MasterEvent.VfPortNoted(false))
                                .backOff()
                                .takeBack()
                                .conclude(NOTHING_ELSE));
        rows.from(SWITCHING_TO_SYNTHETIC).on(MasterInput.DatapathApplied.class)
                .when("moved to the VF, too late", (state, input) -> movesTo(DataPath.VF, input))
                .to(SWITCHING_TO_SYNTHETIC, "the order back is on its way", (state, input) -> new MasterTurn(state)
                        .that(new MasterEvent.PathInUse(input.changed() ? DataPath.VF : DataPath.SYNTHETIC))
                        .conclude(NOTHING_ELSE));
        rows.from(SWITCHING_TO_SYNTHETIC).on(MasterInput.DatapathApplied.class)
                .to(OFF_VF, "nothing leaves on the VF any more: tell the host, or look again at what is wished for",
                        (state, input) -> moved(state, DataPath.SYNTHETIC));
        rows.from(VF).on(MasterInput.DatapathFellBack.class).to(Set.of(SYNTHETIC, SWITCHING_TO_SYNTHETIC),
                "the datapath has left the VF: tell the host, try again after a pause", (state, input) ->
                        new MasterTurn(state)
                                .that(new MasterEvent.PathFellBack())
                                .countDeparture()
                                .order(new DatapathOrder.AnnouncePeers())
                                .backOff()
                                .takeBack()
                                .conclude(NOTHING_ELSE));
        rows.from(SYNTHETIC, SWITCHING_TO_VF, SWITCHING_TO_SYNTHETIC).on(MasterInput.DatapathFellBack.class)
                .stays("nothing", (state, input) -> Decision.nothing("the VF is being left already"));
    }

    private static Decision attached(MasterState state, MasterInput.DatapathApplied input) {
        MasterTurn turn = new MasterTurn(state);
        if (input.order() instanceof DatapathOrder.AttachVfPort attach && state.vf() != null
                && state.vf().is(attach.vf(), attach.generation())) {
            turn.that(new MasterEvent.VfPortNoted(input.changed()));
            if (!input.changed()) {
                turn.backOff();
            }
        }
        return turn.conclude("carried out");
    }

    private static Decision moved(MasterState state, DataPath path) {
        MasterTurn turn = new MasterTurn(state).that(new MasterEvent.PathInUse(path));
        if (path == DataPath.VF && turn.state().vf() != null) {
            turn.tellVf(new VfInput.VfActivated(turn.state().vf().generation()));
        }
        if (turn.state().masterOpen()) {
            turn.order(new DatapathOrder.AnnouncePeers());
        }
        return turn.conclude(NOTHING_ELSE);
    }

    private static boolean movesTo(DataPath path, MasterInput.DatapathApplied input) {
        return input.order() instanceof DatapathOrder.UseDataPath use && use.path() == path;
    }

    /**
     * An input that tells a fact, in whatever order it comes: nothing where the fact is known, else it is noted and what is wished
     * for is compared with what is.
     */
    private <I extends Input> void level(
            Class<I> input, String decided, BiPredicate<MasterState, I> news, BiFunction<MasterTurn, I, MasterTurn> note) {
        rows.from(SYNTHETIC).on(input)
                .when("before its start", (state, message) -> state.life() == Life.IDLE)
                .stays("nothing", (state, message) -> Decision.nothing("the master does not run"));
        rows.fromAny().on(input)
                .when("no news", (state, message) -> !news.test(state, message))
                .stays("nothing", (state, message) -> Decision.nothing(NOTHING_ELSE));
        note(input, decided, note);
    }

    private <I extends Input> void note(Class<I> input, String decided, BiFunction<MasterTurn, I, MasterTurn> note) {
        lookAgain(input, "", (state, message) -> true, decided, (state, message) ->
                note.apply(new MasterTurn(state), message).conclude(NOTHING_ELSE));
    }

    private <I extends Input> void lookAgain(
            Class<I> input,
            String when,
            BiPredicate<MasterState, I> guard,
            String decided,
            BiFunction<MasterState, I, Decision> decide) {
        rows.from(SYNTHETIC, SWITCHING_TO_VF, SWITCHING_TO_SYNTHETIC).on(input).when(when, guard).to(OFF_VF, decided, decide);
        rows.from(VF).on(input).when(when, guard).to(FROM_VF, decided, decide);
    }

    private <I extends Input> void incarnation(Class<I> input, ToLongFunction<I> incarnation) {
        rows.ignoringOlder("incarnation", input, incarnation, state -> state.synthetic().incarnation());
    }

    /** What speaks of a VF that is not the one taken changes nothing. */
    private <I extends Input> void own(
            Class<I> input, Function<I, String> vf, ToLongFunction<I> generation, Meaning meaning) {
        rows.fromAny().on(input)
                .when("of another VF", (state, message) -> state.vf() == null
                        || !meaning.meant(state.vf(), vf.apply(message), generation.applyAsLong(message)))
                .stays("nothing", (state, message) -> Decision.nothing("not the VF of this NIC: " + vf.apply(message)
                        + " generation " + generation.applyAsLong(message)));
    }

    /** Whether a word about an appearance of a VF is about this slave. */
    private interface Meaning {
        boolean meant(Slave slave, String vf, long generation);
    }
}
