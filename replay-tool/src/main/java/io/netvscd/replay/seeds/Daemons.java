package io.netvscd.replay.seeds;

import io.netvscd.replay.scenario.DaemonStep;

/** What happens to the daemon's process. */
final class Daemons {
    private Daemons() {
    }

    static void life(Script script) {
        Dice dice = script.dice();
        switch (dice.below(6)) {
            case 0 -> {
                script.add(new DaemonStep(DaemonStep.Verb.CRASH));
                script.pass(dice.one(0, Script.MS, Script.SECOND));
                script.add(new DaemonStep(DaemonStep.Verb.START));
            }
            case 1, 2 -> crashInATurn(script);
            case 3 -> {
                script.add(new DaemonStep(DaemonStep.Verb.STOP));
                script.pass(dice.one(0, 50 * Script.MS, 12 * Script.SECOND));
                script.add(new DaemonStep(DaemonStep.Verb.START));
            }
            case 4 -> script.add(new DaemonStep(DaemonStep.Verb.PAUSE));
            default -> script.add(new DaemonStep(DaemonStep.Verb.RESUME));
        }
    }

    /** Killed in the middle of a turn of what happens next; at the latest after that. */
    private static void crashInATurn(Script script) {
        Dice dice = script.dice();
        script.add(new DaemonStep(DaemonStep.Verb.CRASH, dice.between(1, 30), dice.oneOf(DaemonStep.Point.values())));
        dice.oneOf(Theme.HOT_PLUG, Theme.ASSOCIATION, Theme.ADMIN, Theme.HOST_SWITCHES).write(script);
        script.pass(dice.one(0, Script.MS, 120 * Script.MS, 5 * Script.SECOND));
        script.add(new DaemonStep(DaemonStep.Verb.CRASH));
        script.add(new DaemonStep(DaemonStep.Verb.START));
    }
}
