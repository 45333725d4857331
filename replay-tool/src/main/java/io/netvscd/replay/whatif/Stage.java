package io.netvscd.replay.whatif;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import java.util.function.LongUnaryOperator;

/** The owners and the world around them: an input in, a turn out, and what was ordered on its way by the {@link Cues}. */
final class Stage {
    private final Cues cues;
    private final Owners owners;
    private final World world;
    private final LongUnaryOperator wallClockMs;
    private Ticker ticker;

    /**
     * @param owners      as they were before
     * @param wallClockMs at an instant of virtual time
     */
    Stage(Owners owners, Cues cues, LongUnaryOperator wallClockMs) {
        this.owners = owners;
        this.cues = cues;
        this.wallClockMs = wallClockMs;
        world = new World(cues);
    }

    World world() {
        return world;
    }

    /** The daemon starts. */
    void beginLife(long bootEpoch) {
        ticker = new Ticker(bootEpoch, cues::nowNs, () -> wallClockMs.applyAsLong(cues.nowNs()));
    }

    /** An owner takes its turn. */
    TransitionRecord turn(OwnerId to, Input input) {
        if (input instanceof MasterInput.MasterStarted started) {
            world.begins(started.facts());
        }
        VirtualOwner<?> owner = owners.of(to);
        Decision decision = owner.decide(input);
        owner.apply(decision.events());
        TransitionRecord turn = new TransitionRecord(
                ticker.next(), to, input, decision.events(), decision.actions(), decision.reason(), null);
        turn.actions().forEach(action -> carryOut(to, action));
        return turn;
    }

    private void carryOut(OwnerId owner, Action action) {
        if (action instanceof Action.Tell tell) {
            cues.said(tell.to(), tell.message());
        } else if (action instanceof Action.StartTimer start) {
            cues.started(owner, start);
        } else if (action instanceof Action.CancelTimer cancel) {
            cues.cancelled(owner, cancel);
        } else if (action instanceof Action.SetNetdev set) {
            cues.ordered(owner, set);
        } else if (action instanceof Action.RequestDump) {
            cues.asked();
        } else {
            world.carryOut(owner, action);
        }
    }
}
