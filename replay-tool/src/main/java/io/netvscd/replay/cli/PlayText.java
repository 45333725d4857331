package io.netvscd.replay.cli;

import io.netvscd.replay.replay.PathSwitch;
import io.netvscd.replay.sim.Mismatch;
import io.netvscd.replay.sim.PlayResult;
import io.netvscd.replay.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What playing a scenario came to, for people and as JSON. */
final class PlayText {
    private PlayText() {
    }

    static List<String> lines(PlayResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.name() + " (" + result.source() + ")");
        lines.add("  " + result.steps() + " steps in " + Timeline.time(result.virtualNs()) + " s of virtual time, "
                + result.turns() + " turns of owners");
        for (PathSwitch one : result.switches()) {
            lines.add("  " + Timeline.time(one.stamp().monotonicNs()) + " s  " + one.nic() + " to " + one.to().word()
                    + (one.fellBack() ? ", within a burst: the VF failed"
                            : ", " + Timeline.time(one.durationNs()) + " s after it was asked for"));
        }
        result.traffic().forEach((nic, sum) -> lines.add("  " + nic + ": " + sum.master().txFrames() + " frames sent, "
                + sum.vf().txFrames() + " on the VF and " + sum.synthetic().txFrames() + " on the synthetic path; "
                + sum.master().rxFrames() + " delivered; " + result.lost().get(nic) + " lost; "
                + result.duplicates().get(nic) + " doubled"));
        for (Mismatch mismatch : result.mismatches()) {
            lines.add(mismatch.at() + ": at " + Timeline.time(mismatch.atNs()) + " s"
                    + (mismatch.nic().isEmpty() ? "" : ", " + mismatch.nic()) + ": " + mismatch.path() + ": expected "
                    + mismatch.expected() + ", found " + mismatch.found());
        }
        lines.add(result.passed()
                ? "PASSED: " + result.expected() + " expected values found"
                : "FAILED: " + result.mismatches().size() + " of " + result.expected() + " expected values not found");
        return lines;
    }

    static Map<String, Object> json(PlayResult result) {
        Map<String, Object> json = Json.document("play");
        json.put("name", result.name());
        json.put("source", result.source());
        json.put("passed", result.passed());
        json.put("steps", result.steps());
        json.put("expected", result.expected());
        json.put("turns", result.turns());
        json.put("virtualNs", result.virtualNs());
        json.put("switches", result.switches().stream().map(ReplayText::json).toList());
        json.put("traffic", result.traffic());
        json.put("lost", result.lost());
        json.put("duplicates", result.duplicates());
        json.put("mismatches", result.mismatches().stream().map(PlayText::json).toList());
        return json;
    }

    private static Map<String, Object> json(Mismatch one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", one.at().file());
        json.put("line", one.at().line());
        json.put("atNs", one.atNs());
        json.put("nic", one.nic());
        json.put("value", one.path());
        json.put("expected", one.expected());
        json.put("found", one.found());
        return json;
    }
}
