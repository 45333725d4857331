package io.netvscd.replay.sim;

import io.netvscd.actors.edge.Post;
import io.netvscd.actors.owner.OwnerSetup;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.DaemonStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One life of the daemon on virtual time: a desk for each owner, their mail, their timers. */
final class VirtualDaemon implements Post {
    private static final long NS_PER_MS = 1_000_000L;

    private final Agenda agenda;
    private final VirtualJournal journal;
    private final Mishaps mishaps;
    private final Ticker ticker;
    private final Owners owners;
    private final BiConsumer<OwnerId, Action> edges;
    private final Consumer<String> complaints;
    private final Mail mail;
    private final Map<OwnerId, Desk> desks = new LinkedHashMap<>();
    private final Map<OwnerId, Map<TimerName, Agenda.Entry>> timers = new LinkedHashMap<>();
    /** Owners whose shells have failed, and when they work again. */
    private final Map<OwnerId, Agenda.Entry> recovering = new HashMap<>();
    private final List<Consumer<TransitionRecord>> deciding = new ArrayList<>();
    private final List<Consumer<TransitionRecord>> acting = new ArrayList<>();
    private Consumer<OwnerId> failing = owner -> { };
    private boolean alive = true;
    private boolean paused;
    private boolean stopping;
    private final Doom death = new Doom();

    /**
     * Starts a life.
     *
     * @param owners     as they were recovered
     * @param edges      carries out every action that is not between owners and is no timer
     * @param complaints hears of what the daemon's own rules forbid
     */
    VirtualDaemon(
            Ticker ticker,
            Owners owners,
            Agenda agenda,
            Schedule schedule,
            VirtualJournal journal,
            Mishaps mishaps,
            BiConsumer<OwnerId, Action> edges,
            Consumer<String> complaints) {
        this.ticker = ticker;
        this.owners = owners;
        this.agenda = agenda;
        this.journal = journal;
        this.mishaps = mishaps;
        this.edges = edges;
        this.complaints = complaints;
        mail = new Mail(schedule);
    }

    /** Hears of every turn as soon as it is decided. */
    void whenDecided(Consumer<TransitionRecord> observer) {
        deciding.add(observer);
    }

    /** Hears of every turn once its actions have been carried out. */
    void whenActed(Consumer<TransitionRecord> observer) {
        acting.add(observer);
    }

    /** Hears of every owner whose shell has failed. */
    void whenFailed(Consumer<OwnerId> observer) {
        failing = observer;
    }

    @Override
    public void tell(OwnerId to, Input input) {
        if (alive) {
            mail.add(to, input);
        }
    }

    /** Takes one turn; false where no message waits. */
    boolean turn() {
        Mail.Delivery delivery = paused ? null : mail.take(recovering.keySet());
        if (delivery == null) {
            return false;
        }
        death.turn(ticker.lastTick() + 1);
        desks.computeIfAbsent(delivery.to(), id -> new Desk(this, owners.of(id))).handle(delivery.input());
        return true;
    }

    /** Ends this life: nothing that is still under way reaches it. */
    void end() {
        alive = false;
        mail.clear();
        timers.values().forEach(ofOwner -> ofOwner.values().forEach(Agenda.Entry::cancel));
    }

    /** The shell of an owner fails, after so many turns of its own, 0 at once, at this moment of the last of them. */
    void failIn(OwnerId owner, int turns, DaemonStep.Point when) {
        if (turns > 0) {
            desks.get(owner).failIn(turns, when);
        } else {
            fails(owner);
        }
    }

    void fails(OwnerId owner) {
        failing.accept(owner);
    }

    /**
     * An owner goes on from what it had decided: without its timers, and after a pause.
     *
     * @param then what happens as soon as it works again
     */
    void recover(OwnerId owner, Runnable then) {
        Map<TimerName, Agenda.Entry> running = timersOf(owner);
        running.values().forEach(Agenda.Entry::cancel);
        running.clear();
        desks.get(owner).interrupt();
        Agenda.Entry before = recovering.put(owner, later(OwnerSetup.RESTART_PAUSE.toNanos(), () -> {
            recovering.remove(owner);
            then.run();
        }));
        if (before != null) {
            before.cancel();
        }
    }

    /** It ends by itself in so many turns from now, at this moment of that turn. */
    void dieIn(int turns, DaemonStep.Point when) {
        death.set(turns, when);
    }

    /** It gets no processor time, or gets it again. */
    void pause(boolean nowPaused) {
        paused = nowPaused;
    }

    /** It has been asked to stop. */
    void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }

    boolean alive() {
        return alive;
    }

    boolean paused() {
        return paused;
    }

    /** Whether every input has been handled, and every turn acted on. */
    boolean idle() {
        if (paused || !mail.isEmpty() || !recovering.isEmpty()) {
            return false;
        }
        for (Desk desk : desks.values()) {
            if (!desk.idle()) {
                return false;
            }
        }
        return true;
    }

    /** Something was done that the daemon's own rules forbid. */
    void complain(String what) {
        complaints.accept(what);
    }

    /** The timers that run, by the owners that have had any. */
    Map<OwnerId, Map<TimerName, Agenda.Entry>> timers() {
        return timers;
    }

    Owners owners() {
        return owners;
    }

    Collection<Desk> desks() {
        return desks.values();
    }

    /** Whether this life has begun an owner: the journal may know of others. */
    boolean hasBegun(OwnerId owner) {
        return desks.containsKey(owner);
    }

    /** All owners that this life has begun. */
    Set<OwnerId> begun() {
        return desks.keySet();
    }

    VirtualJournal journal() {
        return journal;
    }

    Stamp stamp() {
        return ticker.next();
    }

    /** Something that this life does after a while, should it last so long. */
    Agenda.Entry later(long delayNs, Runnable what) {
        return agenda.at(agenda.nowNs() + delayNs, () -> {
            if (alive) {
                what.run();
            }
        });
    }

    void decided(TransitionRecord turn) {
        deciding.forEach(observer -> observer.accept(turn));
    }

    /** A turn has come to this point; the daemon may be to die there. */
    void reaches(TransitionRecord turn, DaemonStep.Point point) {
        if (death.comesAt(point, turn.stamp().tick()) && alive) {
            end();
        }
    }

    void acted(TransitionRecord turn) {
        if (death.comesWith(turn.stamp().tick()) && alive) {
            end();
        }
        if (alive) {
            acting.forEach(observer -> observer.accept(turn));
        }
    }

    void run(OwnerId owner, Action action) {
        if (action instanceof Action.Tell tell) {
            tell(tell.to(), tell.message());
        } else if (action instanceof Action.StartTimer start) {
            cancel(owner, start.timer());
            TimerFired fired = new TimerFired(start.timer(), start.generation());
            timersOf(owner).put(start.timer(), later(start.delayMs() * NS_PER_MS, () -> {
                Agenda.Entry due = timersOf(owner).get(start.timer());
                mishaps.pass(fired, () -> fire(owner, fired, due));
            }));
        } else if (action instanceof Action.CancelTimer cancel) {
            cancel(owner, cancel.timer());
        } else {
            edges.accept(owner, action);
        }
    }

    /** Word that comes late says nothing of a timer of the same name that was started since. */
    private void fire(OwnerId owner, TimerFired fired, Agenda.Entry due) {
        timersOf(owner).remove(fired.timer(), due);
        tell(owner, fired);
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
}
