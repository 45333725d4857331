package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.vf.VfPhase.ACTIVE;
import static io.netvscd.actors.machine.vf.VfPhase.DEPARTING;
import static io.netvscd.actors.machine.vf.VfPhase.GONE;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.PRESENT;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.VfInput.VfActivated;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfDismissed;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import io.netvscd.journal.vocabulary.VfInput.VfReleased;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfInput.VfUsed;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import java.util.List;
import java.util.Set;

/** A virtual function: from the netdev's appearance through join, takeover, standby and carrying to its departure. */
public final class VirtualFunction implements Machine<VfState> {
    private static final List<Class<? extends VfInput>> OF_ONE_GENERATION = List.of(VfChanged.class, VfGoingDown.class,
            VfService.class, VfAddress.class, VfUsed.class, VfJoin.class, VfFollow.class, VfActivated.class,
            VfReleased.class, VfDismissed.class, VfNetdevResult.class);

    /** Where a departure ends that does not come about: before the takeover or after it, as it began. */
    private static final Set<VfPhase> BACK = Set.of(DEPARTING, JOINED, STANDBY);

    private final Transitions<VfPhase, VfState> transitions = table();

    @Override
    public OwnerId.Kind kind() {
        return OwnerId.Kind.VF;
    }

    @Override
    public VfState initial(OwnerId owner) {
        return VfState.unseen(owner);
    }

    @Override
    public VfState apply(VfState state, Event event) {
        return VfFacts.apply(state, (VfEvent) event);
    }

    @Override
    public Transitions<VfPhase, VfState> transitions() {
        return transitions;
    }

    private Transitions<VfPhase, VfState> table() {
        Transitions.Builder<VfPhase, VfState> table =
                Transitions.of("VirtualFunction", VfPhase.class, GONE, VfState::phase, this::applyAll);
        appearance(table);
        OF_ONE_GENERATION.forEach(input -> ofOneGeneration(table, input));
        table.ignoringOlder("VF generation", TimerFired.class, TimerFired::generation, VfState::generation);
        table.from(GONE).on(TimerFired.class).stays("nothing", (state, input) -> Decision.nothing("gone"));
        table.from(GONE).on(VfVanished.class).stays("the master is told again: a restart may have cost the word", (state, input) ->
                new VfTurn(state).lost().orNothing(""));
        table.from(PRESENT, JOINED, STANDBY, ACTIVE, DEPARTING).on(VfVanished.class)
                .to(GONE, "the master is told", (state, input) -> new VfTurn(state).vanish().orNothing(""));
        table.from(PRESENT, JOINED, STANDBY, ACTIVE, DEPARTING).on(VfAddress.class)
                .stays("a warning, or its end", (state, input) ->
                        VfDecisions.use(state, "address " + input.address(), input.present()));
        table.from(PRESENT, JOINED, STANDBY, ACTIVE, DEPARTING).on(VfUsed.class)
                .stays("a warning, or its end", (state, input) ->
                        VfDecisions.use(state, input.what(), input.present()));
        netdev(table);
        service(table);
        master(table);
        timers(table);
        return table.build();
    }

    /**
     * Generations are the watcher's to give, and its words come in order, so its last one holds: a number that is not above the one
     * before means that a crash has cost the watcher records which this owner still has.
     */
    private static void appearance(Transitions.Builder<VfPhase, VfState> table) {
        table.from(GONE).on(VfAppeared.class)
                .to(PRESENT, "it is presented to the master", VfDecisions::appear);
        table.from(PRESENT, JOINED, STANDBY, ACTIVE, DEPARTING).on(VfAppeared.class)
                .to(PRESENT, "the one before has vanished; it is presented to the master", VfDecisions::appear);
    }

    private static <I extends VfInput> void ofOneGeneration(Transitions.Builder<VfPhase, VfState> table,
            Class<I> input) {
        table.ignoringOlder("VF generation", input, VfInput::generation, VfState::generation);
        table.from(GONE).on(input).stays("nothing", (state, message) -> Decision.nothing("gone"));
    }

    private static void netdev(Transitions.Builder<VfPhase, VfState> table) {
        table.from(PRESENT).on(VfChanged.class)
                .stays("it is presented again if its identity changed", VfDecisions::changeWhilePresent);
        table.from(JOINED).on(VfChanged.class).stays("noted for the takeover", (state, input) ->
                new VfTurn(state).that(new VfEvent.NetdevChanged(input.netdev())).orNothing(""));
        table.from(STANDBY, ACTIVE).on(VfChanged.class)
                .stays("how fit it is; set down, not by its master, a warning; otherwise not as its master, a look at it is due",
                        VfDecisions::change);
        table.from(DEPARTING).on(VfChanged.class)
                .to(BACK, "what it was before if it came back up and was released",
                        (state, input) ->
                        new VfTurn(state).that(new VfEvent.NetdevChanged(input.netdev())).returnIfBack().orNothing(""));
        table.from(PRESENT).on(VfGoingDown.class)
                .stays("let it go: it is nobody's slave", VfDecisions::letGoAtOnce);
        table.from(JOINED, STANDBY, ACTIVE).on(VfGoingDown.class)
                .to(DEPARTING, "the master is told to leave it", (state, input) ->
                        new VfTurn(state).depart("going down").orNothing(""));
        table.from(DEPARTING).on(VfGoingDown.class)
                .stays("nothing", (state, input) -> Decision.nothing("departing already"));
        table.from(PRESENT).on(VfNetdevResult.class)
                .stays("nothing", (state, input) ->
                        Decision.nothing("nobody's slave; " + input.setting() + " came to errno "
                        + input.errno()));
        table.from(JOINED, STANDBY, ACTIVE, DEPARTING).on(VfNetdevResult.class)
                .when("taken", (state, input) -> input.errno() == 0)
                .stays("a warning ends if there was one", VfDecisions::settingTaken);
        table.from(JOINED, STANDBY, ACTIVE, DEPARTING).on(VfNetdevResult.class)
                .stays("a warning; it is tried again after a pause", VfDecisions::settingRefused);
    }

    private static void service(Transitions.Builder<VfPhase, VfState> table) {
        table.from(PRESENT, JOINED, STANDBY, ACTIVE, DEPARTING).on(VfService.class)
                .when("as known", (state, input) -> input.state() == state.service())
                .stays("nothing", (state, input) -> Decision.nothing("known to be " + input.state()));
        table.from(JOINED, STANDBY, ACTIVE).on(VfService.class)
                .when("failed", (state, input) -> input.state() == ServiceState.FAILED)
                .to(DEPARTING, "the master is told to leave it", (state, input) -> new VfTurn(state)
                        .that(new VfEvent.ServiceNoted(input.state())).depart("failed").orNothing(""));
        table.from(PRESENT, JOINED).on(VfService.class).stays("noted", (state, input) ->
                new VfTurn(state).that(new VfEvent.ServiceNoted(input.state())).orNothing(""));
        table.from(STANDBY, ACTIVE).on(VfService.class).stays("how fit it is", (state, input) ->
                new VfTurn(state).that(new VfEvent.ServiceNoted(input.state())).judge().orNothing(""));
        table.from(DEPARTING).on(VfService.class)
                .to(BACK, "what it was before if it was repaired and released",
                        VfDecisions::serviceWhileDeparting);
    }

    private static void master(Transitions.Builder<VfPhase, VfState> table) {
        table.from(PRESENT).on(VfJoin.class)
                .to(JOINED, "isolate it; wait for the takeover delay", VfDecisions::join);
        table.from(JOINED).on(VfJoin.class)
                .stays("the settings are noted", (state, input) -> VfDecisions.noteSettings(state, input.settings()));
        table.from(STANDBY, ACTIVE).on(VfJoin.class)
                .to(STANDBY, "say again how fit it is: the master has forgotten", VfDecisions::joinAgain);
        table.from(DEPARTING).on(VfJoin.class)
                .stays("say again that it departs", VfDecisions::joinDeparting);
        table.from(JOINED, DEPARTING).on(VfFollow.class)
                .stays("the settings are noted", (state, input) -> VfDecisions.noteSettings(state, input.settings()));
        table.from(STANDBY, ACTIVE).on(VfFollow.class)
                .stays("set what changed", VfDecisions::follow);
        table.from(STANDBY).on(VfActivated.class).to(ACTIVE, "it carries", (state, input) ->
                Decision.that(new VfEvent.Carrying()).done());
        table.from(ACTIVE, DEPARTING).on(VfActivated.class)
                .stays("nothing", (state, input) -> Decision.nothing("carrying already, or departing"));
        table.from(JOINED, STANDBY).on(VfReleased.class)
                .stays("nothing", (state, input) -> Decision.nothing("it does not carry"));
        table.from(ACTIVE).on(VfReleased.class).to(STANDBY, "it carries no longer", (state, input) ->
                Decision.that(new VfEvent.CarryingEnded()).done());
        table.from(DEPARTING).on(VfReleased.class)
                .when("released before", (state, input) -> state.departure().released())
                .stays("nothing", (state, input) -> Decision.nothing("released before"));
        table.from(DEPARTING).on(VfReleased.class)
                .to(BACK, "let it go; what it was before if it came back meanwhile",
                        (state, input) ->
                        new VfTurn(state).letGo().orNothing(""));
        table.from(PRESENT).on(VfDismissed.class)
                .stays("nothing", (state, input) -> Decision.nothing("nobody's slave"));
        table.from(JOINED, STANDBY, ACTIVE, DEPARTING).on(VfDismissed.class)
                .to(PRESENT, "an ordinary netdev again; it is presented again, behind all that was said of it", VfDecisions::dismiss);
    }

    private static void timers(Transitions.Builder<VfPhase, VfState> table) {
        table.from(JOINED).on(TimerFired.class)
                .when("takeover", (state, input) -> input.timer() == TimerName.TAKEOVER)
                .to(STANDBY, "configure it as the master is", (state, input) ->
                        new VfTurn(state).takeOver().orNothing(""));
        table.from(JOINED, STANDBY, ACTIVE).on(TimerFired.class)
                .when("upkeep", (state, input) -> input.timer() == TimerName.UPKEEP && state.repairs().timed())
                .stays("set again what was refused, or is not as its master", VfDecisions::upkeep);
        table.from(DEPARTING).on(TimerFired.class)
                .when("upkeep, still there", (state, input) -> input.timer() == TimerName.UPKEEP
                        && state.service() != ServiceState.FAILED)
                .to(BACK, "it did not go: what it was before once released",
                        VfDecisions::departureOverdue);
        table.from(PRESENT, JOINED, STANDBY, ACTIVE, DEPARTING).on(TimerFired.class)
                .stays("nothing: it comes late", (state, input) -> Decision.nothing("late: " + input.timer()));
    }
}
