package io.netvscd.replay.seeds;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.NicSetup;
import java.util.List;

/**
 * Restarts of single owners, strewn among what else happens in one of four seeds. They are drawn by dice of their own: all else is as it
 * would be without them.
 */
final class Restarts {
    private static final long OTHER_DICE = 0x0a5e_ed0f_ff00L;
    private static final int ONE_IN_SEEDS = 4;
    private static final int ONE_IN_EVENTS = 4;
    private static final int TURNS_MAX = 6;

    private final Dice dice;
    private final boolean any;

    Restarts(long seed) {
        dice = new Dice(seed ^ OTHER_DICE);
        any = dice.oneIn(ONE_IN_SEEDS);
    }

    /** Adds one, now and then, before something else happens. */
    void strew(Script script) {
        if (any && dice.oneIn(ONE_IN_EVENTS)) {
            restart(script);
        }
    }

    private void restart(Script script) {
        OwnerId.Kind owner = dice.oneOf(OwnerId.Kind.values());
        int turns = dice.flip() ? 0 : dice.between(1, TURNS_MAX);
        DaemonStep.Point when = dice.oneOf(DaemonStep.Point.values());
        NicSetup nic = dice.one(script.nics());
        List<String> functions = script.functions();
        if (owner != OwnerId.Kind.VF) {
            script.add(nic, new DaemonStep(DaemonStep.Verb.RESTART, turns, when, owner, ""));
        } else if (!functions.isEmpty()) {
            String function = dice.one(functions);
            script.add(script.nicOf(function), new DaemonStep(DaemonStep.Verb.RESTART, turns, when, owner, function));
        }
    }
}
