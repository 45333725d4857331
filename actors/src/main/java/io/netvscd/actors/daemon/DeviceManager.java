package io.netvscd.actors.daemon;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.owner.ActionRunner;
import io.netvscd.actors.owner.OwnerActor;
import io.netvscd.actors.owner.OwnerObserver;
import io.netvscd.actors.owner.OwnerSetup;
import io.netvscd.actors.owner.Restart;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Above all owners: makes them (a VF's when it is first spoken of), brings their messages, restarts them into a known beginning and stops
 * them in order: the masters first, so that no path is left on a VF, then the channels, then everything.
 */
public final class DeviceManager extends AbstractBehavior<DeviceManager.Command> {
    /** What the manager is told. */
    public sealed interface Command {
    }

    /** Makes the owners of these NICs, so that they recover; they begin at the {@link Start}. */
    public record Recall(List<NicFacts> nics) implements Command {
        public Recall {
            nics = List.copyOf(nics);
        }
    }

    /** Has the owners of these NICs begin; makes those that are not there. */
    public record Start(List<NicFacts> nics) implements Command {
        public Start {
            nics = List.copyOf(nics);
        }
    }

    /** Brings an input to an owner. */
    public record Deliver(OwnerId to, Input input) implements Command {
    }

    /** Stops all owners in order; {@code done} is completed when nothing of them is under way any more. */
    public record Stop(CompletableFuture<Void> done) implements Command {
    }

    /** Asks for a sign of life. */
    public record Ping(Runnable pong) implements Command {
    }

    private record OwnerReady(OwnerId owner) implements Command {
    }

    private record OwnerDone(OwnerId owner) implements Command {
    }

    private record PhaseOverdue() implements Command {
    }

    /**
     * What all owners share.
     *
     * @param machines the machine of each kind of owner
     * @param ticker   gives the stamps of this life, once the first owner is made
     */
    public record Setup(
            Function<OwnerId.Kind, Machine<?>> machines,
            Supplier<Ticker> ticker,
            ActionRunner runner,
            OwnerObserver observer,
            String journalPluginId) {
    }

    private enum Phase {
        RUNNING,
        STOPPING_MASTERS,
        STOPPING_CHANNELS,
        FINISHING
    }

    /** Longer than a host's own deadline for a switch, shorter than systemd's patience. */
    private static final Duration PHASE_DEADLINE = Duration.ofSeconds(3);

    private final Setup setup;
    private final ActorRef<Command> self;
    private final TimerScheduler<Command> timers;
    private final Map<OwnerId, ActorRef<OwnerActor.Command>> owners = new LinkedHashMap<>();
    private final Map<OwnerId, Input> beginnings = new LinkedHashMap<>();
    private final Set<OwnerId> begun = new HashSet<>();
    private final Set<OwnerId> awaited = new HashSet<>();
    private Phase phase = Phase.RUNNING;
    private CompletableFuture<Void> stopped;

    private DeviceManager(ActorContext<Command> context, Setup setup, TimerScheduler<Command> timers) {
        super(context);
        this.setup = setup;
        self = context.getSelf();
        this.timers = timers;
    }

    public static Behavior<Command> create(Setup setup) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new DeviceManager(context, setup, timers)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Recall.class, this::onRecall)
                .onMessage(Start.class, this::onStart)
                .onMessage(Deliver.class, this::onDeliver)
                .onMessage(OwnerReady.class, this::onOwnerReady)
                .onMessage(OwnerDone.class, this::onOwnerDone)
                .onMessage(Ping.class, this::onPing)
                .onMessage(PhaseOverdue.class, overdue -> onPhaseOverdue())
                .onMessage(Stop.class, this::onStop)
                .build();
    }

    private Behavior<Command> onRecall(Recall recall) {
        beginningsOf(recall.nics()).keySet().forEach(owner -> owners.computeIfAbsent(owner, this::spawn));
        return this;
    }

    private Behavior<Command> onStart(Start start) {
        beginnings.putAll(beginningsOf(start.nics()));
        beginnings.forEach(this::deliver);
        return this;
    }

    private static Map<OwnerId, Input> beginningsOf(List<NicFacts> nics) {
        Map<OwnerId, Input> all = new LinkedHashMap<>();
        for (NicFacts facts : nics) {
            all.put(OwnerId.master(facts.nic()), new MasterInput.MasterStarted(facts));
            if (!facts.hostless()) {
                all.put(OwnerId.channel(facts.nic()), new ChannelInput.ChannelStarted(facts));
            }
        }
        all.put(OwnerId.WATCHER, new WatcherInput.WatcherStarted(nics));
        return all;
    }

    private Behavior<Command> onDeliver(Deliver message) {
        deliver(message.to(), message.input());
        return this;
    }

    private Behavior<Command> onPing(Ping ping) {
        ping.pong().run();
        return this;
    }

    private void deliver(OwnerId to, Input input) {
        if (phase != Phase.FINISHING) {
            owners.computeIfAbsent(to, this::spawn).tell(new OwnerActor.Handle(input));
        }
    }

    private ActorRef<OwnerActor.Command> spawn(OwnerId owner) {
        ActorRef<OwnerActor.Command> actor = getContext().spawn(
                behavior(owner, setup.machines().apply(owner.kind())),
                owner.toString().replace('/', '~').replaceAll("[^A-Za-z0-9~._-]", "_"));
        getContext().watchWith(actor, new OwnerDone(owner));
        return actor;
    }

    private <S> Behavior<OwnerActor.Command> behavior(OwnerId owner, Machine<S> machine) {
        return OwnerActor.create(OwnerSetup.of(
                owner,
                machine,
                setup.ticker().get(),
                setup.runner(),
                new Informant(setup.observer(), self),
                setup.journalPluginId()));
    }

    private Behavior<Command> onOwnerReady(OwnerReady message) {
        if (!begun.add(message.owner()) && phase == Phase.RUNNING && !beginnings.isEmpty()) {
            getContext().getLog().error("{}: restarted from its journal", message.owner());
            Restart.of(message.owner(), beginnings, owners.keySet()).forEach(word -> deliver(word.to(), word.input()));
        }
        return this;
    }

    private Behavior<Command> onStop(Stop stop) {
        if (stopped != null) {
            stopped.thenRun(() -> stop.done().complete(null));
            return this;
        }
        stopped = stop.done();
        enter(Phase.STOPPING_MASTERS, OwnerId.Kind.MASTER, new MasterInput.MasterStop());
        return this;
    }

    private void enter(Phase next, OwnerId.Kind kind, Input goodbye) {
        awaited.clear();
        beginnings.keySet().stream().filter(owner -> owner.kind() == kind).forEach(awaited::add);
        phase = next;
        awaited.forEach(owner -> deliver(owner, goodbye));
        timers.startSingleTimer(PhaseOverdue.class, new PhaseOverdue(), PHASE_DEADLINE);
        if (awaited.isEmpty()) {
            nextPhase();
        }
    }

    private Behavior<Command> onOwnerDone(OwnerDone message) {
        awaited.remove(message.owner());
        if (phase == Phase.FINISHING) {
            owners.remove(message.owner());
        }
        if (phase != Phase.RUNNING && awaited.isEmpty()) {
            nextPhase();
        }
        return this;
    }

    private Behavior<Command> onPhaseOverdue() {
        if (phase != Phase.RUNNING) {
            getContext().getLog().warn("stopping: {} did not end in time", awaited);
            awaited.clear();
            nextPhase();
        }
        return this;
    }

    private void nextPhase() {
        switch (phase) {
            case STOPPING_MASTERS ->
                    enter(Phase.STOPPING_CHANNELS, OwnerId.Kind.CHANNEL, new ChannelInput.ChannelStop());
            case STOPPING_CHANNELS -> finish();
            case FINISHING -> {
                timers.cancelAll();
                stopped.complete(null);
            }
            default -> throw new IllegalStateException("no phase follows " + phase);
        }
    }

    private void finish() {
        if (beginnings.containsKey(OwnerId.WATCHER)) {
            deliver(OwnerId.WATCHER, new WatcherInput.WatcherStop());
        }
        phase = Phase.FINISHING;
        awaited.clear();
        awaited.addAll(owners.keySet());
        owners.values().forEach(owner -> owner.tell(new OwnerActor.Finish()));
        timers.startSingleTimer(PhaseOverdue.class, new PhaseOverdue(), PHASE_DEADLINE);
        if (awaited.isEmpty()) {
            nextPhase();
        }
    }

    /** Hears of the moments that the manager itself waits for, and passes everything on. */
    private record Informant(OwnerObserver next, ActorRef<Command> manager) implements OwnerObserver {
        @Override
        public void ready(OwnerId owner, Object state) {
            next.ready(owner, state);
            manager.tell(new OwnerReady(owner));
        }

        @Override
        public void decided(TransitionRecord turn, Object state) {
            next.decided(turn, state);
        }

        @Override
        public void written(TransitionRecord turn) {
            next.written(turn);
        }

        @Override
        public void acted(TransitionRecord turn) {
            next.acted(turn);
            Input input = turn.input();
            boolean stop = input instanceof MasterInput.MasterStop || input instanceof ChannelInput.ChannelStop;
            boolean nothingToStop = stop && turn.reason() != null;
            if (nothingToStop || turn.events().stream().anyMatch(Informant::endsAnOwner)) {
                manager.tell(new OwnerDone(turn.owner()));
            }
        }

        private static boolean endsAnOwner(Event event) {
            return event instanceof MasterEvent.Stopped || event instanceof ChannelEvent.ChannelStopped;
        }

        @Override
        public void journalFailed(OwnerId owner, String why) {
            next.journalFailed(owner, why);
        }

        @Override
        public void journalRecovered(OwnerId owner) {
            next.journalRecovered(owner);
        }

        @Override
        public void recordsLost(OwnerId owner, long count) {
            next.recordsLost(owner, count);
        }

        @Override
        public void defect(TransitionRecord turn, RuntimeException thrown) {
            next.defect(turn, thrown);
        }
    }
}
