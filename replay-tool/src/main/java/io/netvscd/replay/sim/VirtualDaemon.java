package io.netvscd.replay.sim;

import io.netvscd.actors.edge.Post;
import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One life of the daemon on virtual time: all owners, one mailbox, timers. A turn is what an owner's actor makes of an
 * input: stamp, decide, urgent actions, record, the other actions.
 */
final class VirtualDaemon implements Post {
    /** 2026-01-01T00:00:00Z: what the wall clock showed when the world began. */
    private static final long WALL_CLOCK_START_MS = 1_767_225_600_000L;
    private static final long NS_PER_MS = 1_000_000L;

    private record Delivery(OwnerId to, Input input) {
    }

    private final Agenda agenda;
    private final VirtualJournal journal;
    private final Ticker ticker;
    private final Owners owners;
    private final BiConsumer<OwnerId, Action> edges;
    private final Queue<Delivery> mail = new ArrayDeque<>();
    private final Map<OwnerId, Map<TimerName, Agenda.Entry>> timers = new TreeMap<>();
    private final List<Consumer<TransitionRecord>> observers = new ArrayList<>();
    private boolean alive = true;

    /**
     * Starts a life; what the journal holds is folded into the owners' states.
     *
     * @param edges carries out every action that is not between owners and is no timer
     */
    VirtualDaemon(
            long bootEpoch,
            Function<OwnerId.Kind, Machine<?>> machines,
            Agenda agenda,
            VirtualJournal journal,
            BiConsumer<OwnerId, Action> edges) {
        this.agenda = agenda;
        this.journal = journal;
        this.edges = edges;
        owners = new Owners(machines);
        ticker = new Ticker(bootEpoch, agenda::nowNs, () -> WALL_CLOCK_START_MS + agenda.nowNs() / NS_PER_MS);
        for (TransitionRecord turn : journal.written()) {
            owners.of(turn.owner()).apply(turn.events());
        }
    }

    /** Hears of every turn once its actions have been carried out. */
    void observe(Consumer<TransitionRecord> observer) {
        observers.add(observer);
    }

    @Override
    public void tell(OwnerId to, Input input) {
        if (alive) {
            mail.add(new Delivery(to, input));
        }
    }

    /** Takes one turn; false where no message waits. */
    boolean turn() {
        Delivery delivery = mail.poll();
        if (delivery == null) {
            return false;
        }
        VirtualOwner<?> owner = owners.of(delivery.to);
        Decision decision = owner.decide(delivery.input);
        TransitionRecord turn = new TransitionRecord(ticker.next(), delivery.to, delivery.input, decision.events(),
                decision.actions(), decision.reason(), checkpointOf(delivery.input));
        owner.apply(decision.events());
        act(turn, true);
        journal.append(turn);
        act(turn, false);
        observers.forEach(observer -> observer.accept(turn));
        return true;
    }

    /** Ends this life: nothing that is still under way reaches it. */
    void end() {
        alive = false;
        mail.clear();
        timers.values().forEach(ofOwner -> ofOwner.values().forEach(Agenda.Entry::cancel));
    }

    Owners owners() {
        return owners;
    }

    private void act(TransitionRecord turn, boolean urgent) {
        for (Action action : turn.actions()) {
            if (action.urgent() == urgent) {
                run(turn.owner(), action);
            }
        }
    }

    private void run(OwnerId owner, Action action) {
        if (action instanceof Action.Tell tell) {
            tell(tell.to(), tell.message());
        } else if (action instanceof Action.StartTimer start) {
            cancel(owner, start.timer());
            long atNs = agenda.nowNs() + start.delayMs() * NS_PER_MS;
            timersOf(owner).put(start.timer(), agenda.at(atNs, () ->
                    tell(owner, new TimerFired(start.timer(), start.generation()))));
        } else if (action instanceof Action.CancelTimer cancel) {
            cancel(owner, cancel.timer());
        } else {
            edges.accept(owner, action);
        }
    }

    private void cancel(OwnerId owner, TimerName timer) {
        Agenda.Entry running = timersOf(owner).remove(timer);
        if (running != null) {
            running.cancel();
        }
    }

    private Map<TimerName, Agenda.Entry> timersOf(OwnerId owner) {
        return timers.computeIfAbsent(owner, absent -> new EnumMap<>(TimerName.class));
    }

    private static Checkpoint checkpointOf(Input input) {
        if (input instanceof MasterInput.DatapathApplied applied) {
            return applied.checkpoint();
        }
        return input instanceof MasterInput.DatapathFellBack fellBack ? fellBack.checkpoint() : null;
    }
}
