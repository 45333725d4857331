package io.netvscd.replay.sim;

import io.netvscd.actors.owner.Restart;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.scenario.Conditions;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.TimedStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A guest with its NICs, devices, kernel and daemon, and the host of each NIC, on virtual time. Everything that needs
 * no time is done before time moves on; the same orders at the same instants come to the same, always.
 */
public final class VirtualWorld implements AutoCloseable, VirtualKernel.Surroundings {
    /** Far above any cascade that ends by itself: a loop of messages that never comes to rest is a defect. */
    private static final long TURNS_WITHOUT_TIME_MAX = 5_000_000;
    /** 2026-01-01T00:00:00Z: what the wall clock showed when the world began. */
    private static final long WALL_CLOCK_START_MS = 1_767_225_600_000L;
    private static final long NS_PER_MS = 1_000_000L;
    /** Of so many choices one is not an owner's turn. */
    private static final int CHOICES = 8;
    private static final int TURN_OF_A_NIC = 1;
    private static final int TURN_OF_THE_DISK = 2;

    private final WireMemory memory;
    private final Conditions conditions;
    private final Schedule schedule;
    private final Agenda agenda = new Agenda();
    private final Mishaps mishaps = new Mishaps(agenda, this::disorder);
    private final Blindness blindness = new Blindness();
    private final VirtualJournal journal;
    private final VirtualKernel kernel;
    private final Map<String, VirtualNic> nics = new LinkedHashMap<>();
    private final List<VirtualNic> nicList;
    private final List<Consumer<TransitionRecord>> observers = new ArrayList<>();
    private final List<Consumer<TimedStep>> steps = new ArrayList<>();
    private final List<Consumer<String>> complaints = new ArrayList<>();
    private final List<Runnable> atRest = new ArrayList<>();
    /** What a daemon would recover from the journal now. */
    private final Owners recorded;
    /** What each owner but the VFs' is told first. */
    private final Map<OwnerId, Input> beginnings = new LinkedHashMap<>();
    private VirtualDaemon daemon;
    private long bootEpoch;
    private long wallClockOffsetMs;
    private int ordersToKernel;
    /** Something has happened since the world was looked at. */
    private boolean disturbed;

    /**
     * Makes a world in which no daemon runs yet.
     *
     * @param fittings no other world has the use of them as long as this one is there
     * @param store    is given every record that the journal writes
     */
    public VirtualWorld(
            Fittings fittings, Conditions conditions, List<NicSetup> setups, Consumer<TransitionRecord> store) {
        this.conditions = conditions;
        memory = fittings.memory();
        schedule = Schedule.of(conditions.schedule());
        recorded = new Owners(fittings.machines());
        journal = new VirtualJournal(agenda, schedule, conditions.journalLatencyNs(), turn -> {
            recorded.of(turn.owner()).apply(turn.events());
            store.accept(turn);
        });
        kernel = new VirtualKernel(agenda, this, memory);
        setups.forEach(setup -> nics.put(setup.name(), new VirtualNic(setup, kernel, this::hear, fittings)));
        nicList = List.copyOf(nics.values());
    }

    /** Hears of every turn of every daemon. */
    public void observe(Consumer<TransitionRecord> observer) {
        observers.add(observer);
    }

    /** Hears of every step of a scenario before it happens. */
    public void observeSteps(Consumer<TimedStep> observer) {
        steps.add(observer);
    }

    void beforeStep(TimedStep step) {
        disturbed = true;
        steps.forEach(observer -> observer.accept(step));
    }

    /** Hears of what the daemon's own rules forbid and what was done all the same. */
    public void observeComplaints(Consumer<String> observer) {
        complaints.add(observer);
    }

    private void complain(String what) {
        complaints.forEach(observer -> observer.accept(what));
    }

    /** Looks at the world whenever nothing is left to do that needs no time. */
    public void observeRest(Runnable observer) {
        atRest.add(observer);
    }

    /** Virtual nanoseconds since the world began. */
    public long nowNs() {
        return agenda.nowNs();
    }

    public VirtualJournal journal() {
        return journal;
    }

    /** Frames that the NICs' masters have sent or received. */
    public long frames() {
        return nicList.stream()
                .mapToLong(nic -> nic.counters().master().txFrames() + nic.counters().master().rxFrames()).sum();
    }

    VirtualKernel kernel() {
        return kernel;
    }

    VirtualNic nic(String name) {
        return nics.get(name);
    }

    Collection<VirtualNic> nics() {
        return nics.values();
    }

    /** Whether the watcher may know wrong things of the kernel's devices. */
    boolean watcherIsBlind() {
        return blindness.blind(agenda.nowNs(), daemon != null && !daemon.paused());
    }

    /** Whether the kernel has done all that it was asked to. */
    boolean kernelIdle() {
        return ordersToKernel == 0 && !kernel.departing();
    }

    Mishaps mishaps() {
        return mishaps;
    }

    /** The owners of the daemon, null while none runs. */
    Owners owners() {
        return daemon == null ? null : daemon.owners();
    }

    /** The daemon that runs, null while none does. */
    VirtualDaemon daemon() {
        return daemon;
    }

    /** What a daemon that began now would recover from the journal. */
    Owners recorded() {
        return recorded;
    }

    /** A daemon begins; it recovers from the journal and looks at the machine. */
    public void startDaemon() {
        if (daemon != null) {
            throw new StepFailed("the daemon runs already");
        }
        Ticker ticker = new Ticker(++bootEpoch, agenda::nowNs, this::wallClockMs);
        daemon = new VirtualDaemon(ticker, recorded.copy(), agenda, schedule, journal, mishaps, this::carryOut,
                this::complain);
        observers.forEach(daemon::whenDecided);
        daemon.whenDecided(turn -> {
            if (turn.input() instanceof WatcherInput.NetdevDump) {
                blindness.compared();
            } else if (turn.input() instanceof WatcherInput.WatcherOverrun) {
                blindness.reported();
            } else if (turn.input() instanceof WatcherInput.FunctionService && turn.actions().isEmpty()) {
                // A watcher that had been told that the function is gone could tell nobody, and no dump says it again.
                misheard(turn.input());
            } else if (turn.input() instanceof VfInput.VfAppeared appeared) {
                // Its owner takes it for another, whose reset nobody has spoken of.
                kernel.resetMisheard(appeared.netdev().ifindex());
            }
        });
        daemon.whenFailed(this::recover);
        List<NicFacts> facts = new ArrayList<>();
        for (VirtualNic nic : nicList) {
            nic.beginLife();
            facts.add(nic.facts());
            begin(OwnerId.master(nic.setup().name()), new MasterInput.MasterStarted(nic.facts()));
            begin(OwnerId.channel(nic.setup().name()), new ChannelInput.ChannelStarted(nic.facts()));
            nic.tap().showAll();
        }
        begin(OwnerId.WATCHER, new WatcherInput.WatcherStarted(facts));
    }

    private void begin(OwnerId owner, Input beginning) {
        beginnings.put(owner, beginning);
        tell(owner, beginning);
    }

    /** The shell of one owner fails, after so many turns of its own, 0 at once, at this moment of the last of them. */
    void failOwner(OwnerId owner, int afterTurns, DaemonStep.Point when) {
        if (!running().hasBegun(owner)) {
            throw new StepFailed("the daemon has no " + owner);
        }
        daemon.failIn(owner, afterTurns, when);
    }

    /** An owner goes on from what it had decided, and those begin again with it that cannot go on without it. */
    private void recover(OwnerId owner) {
        nicList.stream().filter(nic -> owner.nic().isEmpty() || owner.nic().equals(nic.setup().name()))
                .forEach(VirtualNic::ownerFailed);
        kernel.goingDownHeard();
        VirtualDaemon recovering = daemon;
        recovering.recover(owner, () -> {
            if (!recovering.stopping()) {
                Restart.of(owner, beginnings, recovering.begun()).forEach(word -> recovering.tell(word.to(), word.input()));
            }
        });
    }

    /** The daemon is asked to stop, and does so in its own time. */
    void stopDaemon() {
        VirtualDaemon stopping = running();
        stopping.stop();
        new Goodbye(agenda, stopping, () -> {
            if (daemon == stopping) {
                endDaemon();
            }
        }).begin();
    }

    /** The daemon is killed: nothing is said, nothing more is written. */
    void crashDaemon(int afterTurns, DaemonStep.Point when) {
        VirtualDaemon killed = running();
        if (afterTurns > 0) {
            killed.dieIn(afterTurns, when);
        } else {
            endDaemon();
        }
    }

    /** The daemon gets no processor time, or gets it again. */
    void pauseDaemon(boolean paused) {
        running().pause(paused);
    }

    /** Sets the wall clock. */
    void setWallClock(long byNs) {
        wallClockOffsetMs += byNs / NS_PER_MS;
    }

    /** Lets time pass up to this instant, and everything happen that is due until then. */
    public void runUntil(long atNs) {
        settle();
        for (long next = nextNs(); next <= atNs; next = nextNs()) {
            agenda.advanceTo(Math.max(next, agenda.nowNs()));
            agenda.runNext();
            disturbed = true;
            settle();
        }
        if (atNs > agenda.nowNs()) {
            agenda.advanceTo(atNs);
        }
    }

    /** Everything that needs no time. */
    public void settle() {
        long rounds = 0;
        while (goOn()) {
            if (++rounds > TURNS_WITHOUT_TIME_MAX) {
                throw new IllegalStateException("no rest after " + rounds + " rounds at " + agenda.nowNs() + " ns");
            }
        }
        if (rounds > 0 || disturbed) {
            disturbed = false;
            atRest.forEach(Runnable::run);
        }
    }

    @Override
    public void say(WatcherInput message, boolean lost) {
        if (lost) {
            blindness.loseReportably();
            misheard(message);
        } else if (conditions.hearsKernel()) {
            hear(OwnerId.WATCHER, message);
        } else {
            misheard(message);
        }
    }

    @Override
    public void misled(WatcherInput message) {
        disorder(message);
    }

    @Override
    public void appeared(SimulatedNetdev netdev) {
        nicList.forEach(nic -> nic.appeared(netdev));
    }

    @Override
    public void losing(SimulatedNetdev netdev) {
        nicList.forEach(nic -> nic.losing(netdev));
    }

    @Override
    public void disappeared(SimulatedNetdev netdev) {
        nicList.forEach(nic -> nic.disappeared(netdev));
    }

    /** Ends the daemon and frees the memory of all rings. */
    @Override
    public void close() {
        if (daemon != null) {
            endDaemon();
        }
        nicList.forEach(VirtualNic::close);
        memory.takeBack();
    }

    /** One thing of those that could be done now; false where there is none. */
    private boolean goOn() {
        buryTheDead();
        int choice = schedule.inOrder() ? 0 : schedule.next(CHOICES);
        boolean worked = switch (choice) {
            case TURN_OF_A_NIC -> pollOne();
            case TURN_OF_THE_DISK -> journal.answerOne();
            default -> false;
        };
        if (worked || daemon != null && daemon.turn() || journal.answerOne()) {
            return true;
        }
        boolean polled = false;
        for (VirtualNic nic : nicList) {
            polled |= nic.poll(agenda.nowNs(), guestRuns()) > 0;
        }
        return polled;
    }

    private boolean pollOne() {
        VirtualNic nic = nicList.get(schedule.next(nicList.size()));
        return nic.pollOne(schedule.next(VirtualNic.PARTS), agenda.nowNs(), guestRuns()) > 0;
    }

    private boolean guestRuns() {
        return daemon == null || !daemon.paused();
    }

    /** A daemon may have died in a turn of its own or when a timer of it was due. */
    private void buryTheDead() {
        if (daemon != null && !daemon.alive()) {
            endDaemon();
        }
    }

    private void endDaemon() {
        daemon.end();
        daemon = null;
        journal.daemonEnded();
        nicList.forEach(VirtualNic::endLife);
    }

    private VirtualDaemon running() {
        if (daemon == null) {
            throw new StepFailed("the daemon does not run");
        }
        return daemon;
    }

    private long wallClockMs() {
        return WALL_CLOCK_START_MS + wallClockOffsetMs + agenda.nowNs() / NS_PER_MS;
    }

    /** What comes from outside the owners; things can go wrong on its way. */
    void hear(OwnerId to, Input input) {
        VirtualDaemon listening = daemon;
        if (listening != null) {
            mishaps.pass(input, () -> listening.tell(to, input));
        }
    }

    private void tell(OwnerId to, Input input) {
        daemon.tell(to, input);
    }

    private long nextNs() {
        long next = agenda.nextNs();
        for (VirtualNic nic : nicList) {
            next = Math.min(next, nic.deadlineNs(guestRuns()));
        }
        return next;
    }

    private void carryOut(OwnerId owner, Action action) {
        if (action instanceof Action.RequestDump) {
            ask(() -> {
                nicList.forEach(nic -> nic.tap().looked());
                hear(OwnerId.WATCHER, new WatcherInput.NetdevDump(kernel.dump()));
                hear(OwnerId.WATCHER, new WatcherInput.FunctionDump(kernel.functions()));
            });
        } else if (action instanceof Action.SetNetdev set) {
            ask(() -> set(owner, set));
        } else if (action instanceof Action.LetGo letGo) {
            kernel.letGo(letGo.ifindex());
        } else {
            nics.get(owner.nic()).carryOut(action);
        }
    }

    /** The kernel does what it is asked in its own time, and in the order asked, whether the daemon lives or not. */
    private void ask(Runnable what) {
        if (conditions.kernelLatencyNs() == 0) {
            what.run();
        } else {
            ordersToKernel++;
            agenda.at(agenda.nowNs() + conditions.kernelLatencyNs(), () -> {
                ordersToKernel--;
                what.run();
            });
        }
    }

    private void disorder(Input input) {
        if (input instanceof WatcherInput) {
            blindness.lose();
        }
        misheard(input);
    }

    /** What only one message says, and no dump. */
    private void misheard(Input input) {
        if (input instanceof WatcherInput.FunctionService service) {
            kernel.serviceMisheard(service.ifindex());
        } else if (input instanceof WatcherInput.NetdevGoingDown going) {
            kernel.goingDownMisheard(going.ifindex());
        }
    }

    private void set(OwnerId owner, Action.SetNetdev set) {
        Netdev before = kernel.look(set.ifindex());
        int errno = kernel.set(set.ifindex(), set.setting(), set.value());
        hear(owner, new VfInput.VfNetdevResult(set.generation(), set.setting(), errno));
        if (before != null && !before.equals(kernel.look(set.ifindex()))) {
            kernel.announce(set.ifindex());
        }
    }
}
