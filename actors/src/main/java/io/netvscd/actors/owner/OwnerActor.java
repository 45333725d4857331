package io.netvscd.actors.owner;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.time.Duration;
import java.util.List;

/**
 * One owner: receives an input, stamps it, lets the machine decide, applies the events, hands the turn to the journal and, once it is safe
 * there, carries out the actions in order. Urgent actions are carried out at once.
 *
 * <p>It never waits. While a turn is being written, later inputs are handled on the state in memory; only their actions queue up behind the
 * journal. What the journal has not taken when it fails is carried out all the same: the network goes on.
 */
public final class OwnerActor<S> extends AbstractBehavior<OwnerActor.Command> {
    /** What an owner is sent. */
    public sealed interface Command {
    }

    /** An input for the machine. */
    public record Handle(Input input) implements Command {
    }

    /** Ends the owner once every turn taken so far is on disk (or the journal has failed). */
    public record Finish() implements Command {
    }

    private record Recovered(Recorder.Remembered<?> remembered) implements Command {
    }

    private record Written() implements Command {
    }

    private record WriteAgain() implements Command {
    }

    private record PatienceEnded() implements Command {
    }

    private static final int MAX_STASHED = 100_000;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final OwnerSetup<S> setup;
    private final TimerScheduler<Command> timers;
    private final OwnerTimers ownerTimers;
    private final StashBuffer<Command> stash;
    private final TurnKeeper turns;
    private ActorRef<Recorder.Write> recorder;
    private boolean recovered;
    private boolean finishing;
    private S state;

    private OwnerActor(
            ActorContext<Command> context,
            OwnerSetup<S> setup,
            TimerScheduler<Command> timers,
            StashBuffer<Command> stash,
            Unwritten unwritten) {
        super(context);
        this.setup = setup;
        this.timers = timers;
        this.stash = stash;
        turns = new TurnKeeper(unwritten, new Hands());
        ActorRef<Command> self = context.getSelf();
        ownerTimers = new OwnerTimers(fired -> self.tell(new Handle(fired)));
        spawnRecorder();
    }

    /**
     * An owner that first recovers from its journal and is restarted from it should its shell ever throw. What it had decided and not
     * written by then it writes in its next life, before anything new.
     */
    public static <S> Behavior<Command> create(OwnerSetup<S> setup) {
        Unwritten unwritten = new Unwritten(setup.maxUnwritten());
        Behavior<Command> owner = Behaviors.setup(context -> Behaviors.withStash(MAX_STASHED, stash ->
                Behaviors.withTimers(timers -> new OwnerActor<>(context, setup, timers, stash, unwritten))));
        return Behaviors.supervise(owner).onFailure(
                SupervisorStrategy.restartWithBackoff(OwnerSetup.RESTART_PAUSE, Duration.ofSeconds(5), 0.1));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Handle.class, this::onHandle)
                .onMessage(Finish.class, finish -> onFinish())
                .onMessage(Recovered.class, this::onRecovered)
                .onMessage(Written.class, written -> onWritten())
                .onMessage(WriteAgain.class, again -> onWriteAgain())
                .onMessage(PatienceEnded.class, ended ->
                        journalFails("no answer for " + setup.patience().toMillis() + " ms"))
                .onSignal(PreRestart.class, restart -> onEnd())
                .onSignal(PostStop.class, stop -> onEnd())
                .onSignal(ChildFailed.class, failed -> onRecorderEnded(String.valueOf(failed.cause().getMessage())))
                .onSignal(Terminated.class, ended -> onRecorderEnded("the recorder stopped"))
                .build();
    }

    private Behavior<Command> onHandle(Handle message) {
        if (!recovered) {
            stash.stash(message);
            return this;
        }
        Input input = message.input();
        TransitionRecord turn;
        try {
            Transitions.Taken<?, S> taken = setup.machine().take(state, input);
            turn = turn(input, taken.decision());
            state = taken.next();
        } catch (RuntimeException defect) {
            turn = turn(input, Decision.nothing("defect: " + defect));
            getContext().getLog().error("{}: the machine failed on {}", setup.owner(), input, defect);
            setup.observer().defect(turn, defect);
        }
        setup.observer().decided(turn, state);
        turns.decided(turn);
        return this;
    }

    private TransitionRecord turn(Input input, Decision decision) {
        return new TransitionRecord(
                setup.ticker().next(),
                setup.owner(),
                input,
                decision.events(),
                decision.actions(),
                decision.reason(),
                checkpointOf(input));
    }

    private static Checkpoint checkpointOf(Input input) {
        if (input instanceof MasterInput.DatapathApplied applied) {
            return applied.checkpoint();
        }
        return input instanceof MasterInput.DatapathFellBack fellBack ? fellBack.checkpoint() : null;
    }

    private void run(Action action) {
        if (action instanceof Action.StartTimer start) {
            ownerTimers.start(start);
        } else if (action instanceof Action.CancelTimer cancel) {
            ownerTimers.cancel(cancel.timer());
        } else {
            setup.runner().run(setup.owner(), action);
        }
    }

    private Behavior<Command> onWritten() {
        turns.written();
        return finishing && turns.allWritten() ? Behaviors.stopped() : this;
    }

    private Behavior<Command> onRecovered(Recovered message) {
        @SuppressWarnings("unchecked")
        Recorder.Remembered<S> remembered = (Recorder.Remembered<S>) message.remembered();
        turns.resume(remembered.last());
        return recovered ? this : begin(remembered.state());
    }

    private Behavior<Command> begin(S remembered) {
        recovered = true;
        state = remembered;
        for (TransitionRecord turn : turns.unwritten()) {
            state = setup.machine().applyAll(state, turn.events());
        }
        setup.observer().ready(setup.owner(), state);
        return finishing && turns.allWritten() ? Behaviors.stopped() : stash.unstashAll(this);
    }

    private Behavior<Command> onRecorderEnded(String why) {
        Behavior<Command> next = journalFails(why);
        timers.startSingleTimer(WriteAgain.class, new WriteAgain(), RETRY_PAUSE);
        return next;
    }

    private Behavior<Command> journalFails(String why) {
        turns.fails(why);
        if (finishing) {
            return Behaviors.stopped();
        }
        return recovered ? this : begin(setup.machine().initial(setup.owner()));
    }

    private Behavior<Command> onWriteAgain() {
        spawnRecorder();
        return this;
    }

    private Behavior<Command> onFinish() {
        finishing = true;
        return turns.failing() || turns.allWritten() ? Behaviors.stopped() : this;
    }

    private Behavior<Command> onEnd() {
        ownerTimers.cancelAll();
        return this;
    }

    private void spawnRecorder() {
        ActorRef<Command> self = getContext().getSelf();
        recorder = getContext().spawnAnonymous(Recorder.create(setup, new Recorder.Listener<S>() {
            @Override
            public void recovered(Recorder.Remembered<S> remembered) {
                self.tell(new Recovered(remembered));
            }

            @Override
            public void written(int count) {
                self.tell(new Written());
            }
        }));
        getContext().watch(recorder);
    }

    /** What this owner's turns need of the actor around them. */
    private final class Hands implements TurnKeeper.Hands {
        @Override
        public void write(List<TransitionRecord> batch) {
            recorder.tell(new Recorder.Write(batch));
        }

        @Override
        public void await(boolean answer) {
            if (answer) {
                timers.startSingleTimer(PatienceEnded.class, new PatienceEnded(), setup.patience());
            } else {
                timers.cancel(PatienceEnded.class);
            }
        }

        @Override
        public void hurry(TransitionRecord turn) {
            run(turn, true);
        }

        @Override
        public void act(TransitionRecord turn) {
            run(turn, false);
            setup.observer().acted(turn);
        }

        private void run(TransitionRecord turn, boolean urgent) {
            for (Action action : turn.actions()) {
                if (action.urgent() == urgent) {
                    OwnerActor.this.run(action);
                }
            }
        }

        @Override
        public void written(TransitionRecord turn) {
            setup.observer().written(turn);
        }

        @Override
        public void journalFailed(String why) {
            getContext().getLog().error(
                    "{}: the journal takes no records ({}); the network goes on without", setup.owner(), why);
            setup.observer().journalFailed(setup.owner(), why);
        }

        @Override
        public void journalRecovered() {
            setup.observer().journalRecovered(setup.owner());
        }

        @Override
        public void lost(long count) {
            setup.observer().recordsLost(setup.owner(), count);
        }
    }
}
