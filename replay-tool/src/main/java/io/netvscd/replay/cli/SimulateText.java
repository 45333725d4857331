package io.netvscd.replay.cli;

import io.netvscd.replay.scenario.ScenarioText;
import io.netvscd.replay.seeds.Campaign;
import io.netvscd.replay.seeds.Finding;
import io.netvscd.replay.seeds.Totals;
import io.netvscd.replay.seeds.mutant.Hunt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a simulation came to, for people and as JSON. */
final class SimulateText {
    private SimulateText() {
    }

    static List<String> lines(Campaign.Result result, double seconds) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : result.findings()) {
            lines.add("FAILED in " + finding.count() + (finding.count() == 1 ? " seed: " : " seeds: ") + finding.seeds()
                    + (finding.count() > finding.seeds().size() ? " and more" : ""));
            lines.add("  " + finding.what());
            lines.add("  again: replay-tool simulate --seeds " + finding.seeds().get(0));
            lines.add("  as a file for replay-tool play:");
            ScenarioText.of(finding.scenario()).lines().forEach(line -> lines.add("    " + line));
        }
        Totals totals = result.totals();
        lines.add(String.format(Locale.ROOT, "%d seeds, %d steps, %d turns, %d events, %d frames in %.1f s: %.0f seeds a second",
                totals.seeds(), totals.steps(), totals.turns(), totals.events(), totals.frames(), seconds,
                totals.seeds() / seconds));
        lines.add(String.format(Locale.ROOT, "%d inputs refused, %d looks at a NIC at rest, digest %016x",
                totals.refused(), totals.rests(), totals.digest()));
        lines.add(result.findings().isEmpty() ? "HELD: every invariant, in every seed"
                : "BROKEN: " + result.findings().size() + " kinds of failures");
        return lines;
    }

    static Map<String, Object> json(SeedRange range, Campaign.Result result, double seconds) {
        Totals totals = result.totals();
        Map<String, Object> json = Json.document("simulate", 2);
        json.put("seeds", range.toString());
        json.put("held", result.findings().isEmpty());
        json.put("played", totals.seeds());
        json.put("steps", totals.steps());
        json.put("turns", totals.turns());
        json.put("events", totals.events());
        json.put("frames", totals.frames());
        json.put("refused", totals.refused());
        json.put("looksAtRest", totals.rests());
        json.put("digest", String.format(Locale.ROOT, "%016x", totals.digest()));
        json.put("findings", result.findings().stream().map(SimulateText::json).toList());
        json.put("seconds", seconds);
        json.put("seedsPerSecond", totals.seeds() / seconds);
        return json;
    }

    static List<String> lines(List<Hunt.Catch> caught) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-10s %-28s %6s  %s", "PART", "MUTANT", "SEEDS", "FOUND OUT BY"));
        for (Hunt.Catch each : caught) {
            lines.add(String.format(Locale.ROOT, "%-10s %-28s %6s  %s", each.mutant().part(), each.mutant().name(),
                    each.caught() ? String.valueOf(each.seeds()) : "-", each.caught() ? each.how() : "NOTHING"));
        }
        long missed = caught.stream().filter(each -> !each.caught()).count();
        lines.add(missed == 0 ? "CAUGHT: all " + caught.size() + " mutants"
                : "MISSED: " + missed + " of " + caught.size() + " mutants");
        return lines;
    }

    static Map<String, Object> json(SeedRange range, List<Hunt.Catch> caught) {
        Map<String, Object> json = Json.document("mutants");
        json.put("seeds", range.toString());
        json.put("caught", caught.stream().allMatch(Hunt.Catch::caught));
        json.put("mutants", caught.stream().map(SimulateText::json).toList());
        return json;
    }

    private static Map<String, Object> json(Hunt.Catch each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("part", each.mutant().part());
        json.put("name", each.mutant().name());
        json.put("what", each.mutant().what());
        json.put("seeds", each.seeds());
        json.put("foundOutBy", each.how());
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind());
        json.put("what", finding.what());
        json.put("count", finding.count());
        json.put("seeds", finding.seeds());
        json.put("scenario", ScenarioText.of(finding.scenario()));
        return json;
    }
}
