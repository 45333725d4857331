package io.netvscd.replay.seeds;

import io.netvscd.datapath.MacAddress;
import io.netvscd.replay.scenario.AdminStep;
import io.netvscd.replay.scenario.Conditions;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a scenario from a seed: a while in which what its themes allow happens, in any order and at any distance; then
 * everything is made well, and in the end every NIC must be on its VF. In a calm one only what is planned happens, and
 * no frame may be lost.
 *
 * @param firstMending the line (in {@link io.netvscd.replay.scenario.Position}) of the first step that mends: those
 *                     that follow stay when a failing scenario is cut down
 */
record DrawnScenario(Scenario scenario, int firstMending) {
    private static final long MAC_BITS = MacAddress.parse("00:15:5d:0a:00:01").bits();
    private static final long[] PAUSES_NS = {
        0, 0, 0, Script.US, 100 * Script.US, Script.MS, 2 * Script.MS, 10 * Script.MS, 50 * Script.MS, 120 * Script.MS,
        400 * Script.MS, Script.SECOND, 3 * Script.SECOND, 12 * Script.SECOND
    };
    private static final long[] LATENCIES_NS = {0, 100 * Script.US, Script.MS, 30 * Script.MS};
    private static final long[] TAKEOVER_DELAYS_NS = {0, Script.MS, 100 * Script.MS};
    private static final int THEMES_MAX = 8;
    private static final int EVENTS_MIN = 4;
    private static final int EVENTS_MAX = 32;

    /** The scenario of a seed, the same always. */
    static DrawnScenario of(long seed) {
        Dice dice = new Dice(seed);
        boolean calm = dice.oneIn(4);
        Script script = new Script(seed, dice, nics(dice));
        Conditions conditions = conditions(dice);
        script.nics().forEach(nic -> script.add(nic, Steps.host(HostStep.Verb.OFFER)));
        if (calm) {
            Calm.write(script, dice.between(EVENTS_MIN, EVENTS_MAX));
        } else {
            wild(script, dice, new Restarts(seed));
        }
        int firstMending = script.steps().size() + 1;
        Mending.write(script);
        return new DrawnScenario(new Scenario("seed " + seed, "replay-tool simulate", conditions, script.nics(),
                script.steps()), firstMending);
    }

    private static void wild(Script script, Dice dice, Restarts restarts) {
        List<Theme> themes = themes(dice);
        if (dice.flip()) {
            established(script);
        }
        for (int events = dice.between(EVENTS_MIN, EVENTS_MAX); events > 0; events--) {
            script.pass(dice.one(PAUSES_NS));
            restarts.strew(script);
            dice.one(themes).write(script);
        }
    }

    /** Every NIC is on a VF before anything else happens. */
    private static void established(Script script) {
        for (NicSetup nic : script.nics()) {
            script.add(nic, Steps.admin(AdminStep.Verb.UP));
            int number = script.nextNumber();
            script.plug(nic, String.valueOf(number));
            script.add(nic, Steps.association(true, number));
        }
        script.pass(2 * Script.SECOND);
    }

    /** Some of all; what gives the others something to work on is always among them. */
    private static List<Theme> themes(Dice dice) {
        List<Theme> themes = new ArrayList<>(
                List.of(Theme.HOT_PLUG, Theme.HOT_PLUG, Theme.TRAFFIC, Theme.TRAFFIC, Theme.ASSOCIATION, Theme.ADMIN));
        for (int more = dice.between(1, THEMES_MAX); more > 0; more--) {
            themes.add(dice.oneOf(Theme.values()));
        }
        return themes;
    }

    private static List<NicSetup> nics(Dice dice) {
        int count = Math.max(1, dice.below(6) - 2);
        List<NicSetup> nics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nics.add(new NicSetup("eth" + i, new MacAddress(MAC_BITS + i), 1500, dice.one(TAKEOVER_DELAYS_NS),
                    dice.one(LATENCIES_NS)));
        }
        return nics;
    }

    /** Half of all in order and at once, which a failure is easiest to understand of. */
    private static Conditions conditions(Dice dice) {
        if (dice.flip()) {
            return Conditions.PLAIN;
        }
        return new Conditions(dice.between(1, 999_999), dice.one(0, 0, 100 * Script.US, 20 * Script.MS),
                dice.one(0, 0, Script.MS, 50 * Script.MS));
    }
}
