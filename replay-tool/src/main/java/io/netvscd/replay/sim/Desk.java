package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.owner.OwnerSetup;
import io.netvscd.actors.owner.TurnKeeper;
import io.netvscd.actors.owner.Unwritten;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.scenario.DaemonStep;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Where one owner of a daemon works: what its actor does with an input, by the actor's own keeper of turns. Decide,
 * urgent actions, write, the other actions.
 */
final class Desk implements TurnKeeper.Hands, VirtualJournal.Writer {
    /** As often as an actor whose journal failed tries it again. */
    private static final long RETRY_NS = 500_000_000;

    private final VirtualDaemon daemon;
    private final VirtualOwner<?> owner;
    private final TurnKeeper keeper;
    /** The states after the turns that are not written, oldest first. */
    private final Queue<Object> unwritten = new ArrayDeque<>();
    private Object written;
    /** The last two states that were found equal: most owners have not moved since. */
    private Object comparedRecovered;
    private Object comparedWritten;
    private Stamp lastWritten;
    private boolean hurrying;
    private boolean losing;
    private boolean lost;
    private long decidedTick;
    /** The shell has failed after this turn: nothing more is done for it or for any before it. */
    private long interruptedTick;
    /** Of the shell. */
    private final Doom doom = new Doom();
    private Agenda.Entry patience;

    Desk(VirtualDaemon daemon, VirtualOwner<?> owner) {
        this.daemon = daemon;
        this.owner = owner;
        written = owner.state();
        keeper = new TurnKeeper(new Unwritten(OwnerSetup.DEFAULT_MAX_UNWRITTEN), this);
    }

    /** Whether every turn has been acted on. */
    boolean idle() {
        return keeper.failing() || keeper.allWritten();
    }

    VirtualOwner<?> owner() {
        return owner;
    }

    /** The shell fails in so many turns from now, at this moment of that turn. */
    void failIn(int turns, DaemonStep.Point when) {
        doom.set(turns, when);
    }

    /** The shell fails: what was decided is written all the same, but nothing of it is carried out any more. */
    void interrupt() {
        interruptedTick = decidedTick;
        doom.lift();
    }

    private boolean isOnDisk(Stamp turn) {
        return lastWritten != null && turn.compareTo(lastWritten) <= 0;
    }

    private boolean actsOn(TransitionRecord turn) {
        return daemon.alive() && turn.stamp().tick() > interruptedTick;
    }

    /** A turn has come to this point; the daemon may be to die there, or this shell to fail. */
    private void reaches(TransitionRecord turn, DaemonStep.Point point) {
        daemon.reaches(turn, point);
        if (doom.comesAt(point, turn.stamp().tick()) && daemon.alive()) {
            daemon.fails(owner.id());
        }
    }

    /** Takes a turn. */
    void handle(Input input) {
        Decision decision = owner.decide(input);
        TransitionRecord turn = new TransitionRecord(daemon.stamp(), owner.id(), input, decision.events(),
                decision.actions(), decision.reason(), checkpointOf(input));
        decidedTick = turn.stamp().tick();
        doom.turn(decidedTick);
        owner.apply(decision.events());
        unwritten.add(owner.state());
        daemon.decided(turn);
        hurrying = false;
        for (Action action : turn.actions()) {
            hurrying |= action.urgent();
        }
        keeper.decided(turn);
        hurrying = false;
    }

    /** Whether a state read from the journal is what this owner knew when it wrote last, or is writing now. */
    boolean wrote(Object recovered) {
        boolean comparedBefore = recovered == comparedRecovered && written == comparedWritten;
        if (!comparedBefore && recovered.equals(written)) {
            comparedRecovered = recovered;
            comparedWritten = written;
            return true;
        }
        return comparedBefore || lost || unwritten.contains(recovered);
    }

    /** What this owner knew when it was last told that a turn of it is on disk. */
    Object lastWrittenState() {
        return written;
    }

    @Override
    public void write(List<TransitionRecord> turns) {
        turns.forEach(turn -> reaches(turn, DaemonStep.Point.DECIDED));
        if (daemon.alive()) {
            daemon.journal().write(turns, this);
        }
    }

    @Override
    public void written() {
        if (daemon.alive()) {
            keeper.written();
        }
    }

    @Override
    public void failed() {
        if (daemon.alive()) {
            keeper.fails("the disk");
            daemon.later(RETRY_NS, () -> {
                if (daemon.alive()) {
                    keeper.resume(lastWritten);
                }
            });
        }
    }

    @Override
    public void await(boolean answer) {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
        if (answer && !daemon.journal().answersAtOnce()) {
            patience = daemon.later(OwnerSetup.DEFAULT_PATIENCE.toNanos(), () -> keeper.fails("no answer"));
        }
    }

    @Override
    public void written(TransitionRecord turn) {
        written = unwritten.poll();
        lastWritten = turn.stamp();
    }

    @Override
    public void hurry(TransitionRecord turn) {
        for (Action action : turn.actions()) {
            if (action.urgent() && goesToVf(action)) {
                daemon.complain(owner.id() + " moves to the VF before that is written");
            }
        }
        carryOut(turn, true);
    }

    @Override
    public void act(TransitionRecord turn) {
        if (!actsOn(turn)) {
            return;
        }
        if (!isOnDisk(turn.stamp()) && !keeper.failing() && !hurrying) {
            daemon.complain(owner.id() + " acts on a turn before it is written");
        }
        reaches(turn, DaemonStep.Point.WRITTEN);
        carryOut(turn, false);
        if (actsOn(turn)) {
            daemon.acted(turn);
        }
    }

    @Override
    public void journalFailed(String why) {
        // Nothing but the network goes on.
    }

    @Override
    public void journalRecovered() {
        losing = false;
    }

    @Override
    public void lost(long turns) {
        if (!losing) {
            daemon.journal().gap();
        }
        losing = true;
        lost = true;
    }

    private void carryOut(TransitionRecord turn, boolean urgent) {
        for (Action action : turn.actions()) {
            if (action.urgent() == urgent && actsOn(turn)) {
                daemon.run(owner.id(), action);
                if (!urgent) {
                    reaches(turn, DaemonStep.Point.ACTING);
                }
            }
        }
    }

    private static boolean goesToVf(Action action) {
        return action instanceof Action.OrderDatapath order
                && order.order() instanceof DatapathOrder.UseDataPath use && use.path() == DataPath.VF;
    }

    private static Checkpoint checkpointOf(Input input) {
        if (input instanceof MasterInput.DatapathApplied applied) {
            return applied.checkpoint();
        }
        return input instanceof MasterInput.DatapathFellBack fellBack ? fellBack.checkpoint() : null;
    }
}
