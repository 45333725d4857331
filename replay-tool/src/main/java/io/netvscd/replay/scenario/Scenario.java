package io.netvscd.replay.scenario;

import java.util.List;

/**
 * One incident.
 *
 * @param source where it comes from: a commit, an issue, a published log
 * @param nics   at least one
 * @param steps  by time, those of one instant in the order written
 */
public record Scenario(String name, String source, List<NicSetup> nics, List<TimedStep> steps) {
    public Scenario {
        nics = List.copyOf(nics);
        steps = List.copyOf(steps);
    }
}
