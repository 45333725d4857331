package io.netvscd.replay.seeds;

import io.netvscd.replay.scenario.Scenario;
import java.util.List;

/**
 * Seeds that failed in the same way.
 *
 * @param kind     how, without figures
 * @param what     how the first of them failed
 * @param seeds    the first few of them
 * @param count    how many there are in all
 * @param scenario what the first of them plays, cut down
 */
public record Finding(String kind, String what, List<Long> seeds, long count, Scenario scenario) {
}
