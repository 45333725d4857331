package io.netvscd.replay.seeds;

import io.netvscd.replay.scenario.Conditions;
import io.netvscd.replay.scenario.NicSetup;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.TimedStep;
import io.netvscd.replay.sim.Fittings;
import java.util.ArrayList;
import java.util.List;

/** Leaves out of a failing scenario what does not matter, as long as it goes on failing in the same way. */
final class Minimiser {
    private static final int TRIES_MAX = 600;

    private final Fittings fittings;
    private final String kind;
    private int tries;

    private Minimiser(Fittings fittings, String kind) {
        this.fittings = fittings;
        this.kind = kind;
    }

    /**
     * The same failure with fewer steps.
     *
     * @param failing      a scenario that fails
     * @param kind         how
     * @param firstMending the line of the first step that mends; those from there on stay
     */
    static Scenario minimise(Scenario failing, String kind, int firstMending, Fittings fittings) {
        Minimiser minimiser = new Minimiser(fittings, kind);
        Scenario plainer = minimiser.withFewerNics(minimiser.withPlainerConditions(failing));
        return minimiser.withFewerSteps(plainer, firstMending);
    }

    private Scenario withPlainerConditions(Scenario scenario) {
        Conditions given = scenario.conditions();
        Scenario best = scenario;
        for (Conditions plainer : List.of(
                Conditions.PLAIN,
                new Conditions(0, given.journalLatencyNs(), given.kernelLatencyNs()),
                new Conditions(given.schedule(), 0, 0),
                new Conditions(given.schedule(), given.journalLatencyNs(), 0),
                new Conditions(given.schedule(), 0, given.kernelLatencyNs()))) {
            if (best == scenario && !plainer.equals(given) && fails(scenario.under(plainer))) {
                best = scenario.under(plainer);
            }
        }
        return best;
    }

    private Scenario withFewerNics(Scenario scenario) {
        Scenario best = scenario;
        for (NicSetup nic : scenario.nics()) {
            List<NicSetup> others = best.nics().stream().filter(other -> !other.equals(nic)).toList();
            List<TimedStep> steps = best.steps().stream().filter(step -> !step.nic().equals(nic.name())).toList();
            Scenario without = new Scenario(scenario.name(), scenario.source(), best.conditions(), others, steps);
            if (!others.isEmpty() && fails(without)) {
                best = without;
            }
        }
        return best;
    }

    /** Leaves out ever smaller runs of steps. */
    private Scenario withFewerSteps(Scenario scenario, int firstMending) {
        Scenario best = scenario;
        int kept = scenario.nics().size();
        for (int length = Math.max(1, scenario.steps().size() / 2); length >= 1; length /= 2) {
            for (int from = kept; from + length <= cuttable(best.steps(), firstMending) && tries < TRIES_MAX; ) {
                List<TimedStep> fewer = new ArrayList<>(best.steps().subList(0, from));
                fewer.addAll(best.steps().subList(from + length, best.steps().size()));
                if (fails(best.withSteps(fewer))) {
                    best = best.withSteps(fewer);
                } else {
                    from += length;
                }
            }
        }
        return best;
    }

    private boolean fails(Scenario candidate) {
        tries++;
        Failure failure = SeedRun.of(candidate, fittings).failure();
        return failure != null && failure.kind().equals(kind);
    }

    private static long cuttable(List<TimedStep> steps, int firstMending) {
        return steps.stream().filter(step -> step.at().line() < firstMending).count();
    }
}
