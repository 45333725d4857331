package io.netvscd.replay.scenario;

import java.util.List;

/**
 * One incident.
 *
 * @param source where it comes from: a commit, an issue, a published log
 * @param nics   at least one
 * @param steps  by time, those of one instant in the order written
 */
public record Scenario(
        String name, String source, Conditions conditions, List<NicSetup> nics, List<TimedStep> steps) {
    /** One that is played in order and at once. */
    public Scenario(String name, String source, List<NicSetup> nics, List<TimedStep> steps) {
        this(name, source, Conditions.PLAIN, nics, steps);
    }

    public Scenario {
        nics = List.copyOf(nics);
        steps = List.copyOf(steps);
    }

    /** The same incident with other steps. */
    public Scenario withSteps(List<TimedStep> others) {
        return new Scenario(name, source, conditions, nics, others);
    }

    /** The same incident under other conditions. */
    public Scenario under(Conditions others) {
        return new Scenario(name, source, others, nics, steps);
    }
}
