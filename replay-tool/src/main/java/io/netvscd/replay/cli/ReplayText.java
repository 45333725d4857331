package io.netvscd.replay.cli;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.replay.replay.Divergence;
import io.netvscd.replay.replay.PathSwitch;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a replay came to, for people and as JSON. */
final class ReplayText {
    /** In text; a journal of months has thousands. */
    private static final int SWITCHES_SHOWN_MAX = 100;

    private ReplayText() {
    }

    static List<String> lines(ReplayReport report, RecordOrigin origin) {
        List<String> lines = new ArrayList<>();
        lines.add("replayed " + count(report.records(), "record") + " of " + count(report.owners().size(), "owner")
                + " in " + (report.lives() == 1 ? "one life" : report.lives() + " lives") + " of the daemon");
        report.owners().forEach((owner, records) ->
                lines.add(String.format(Locale.ROOT, "  %-32s %8d", owner, records)));
        lines.add("data path: " + count(report.switches().size(), "switch", "switches"));
        int shown = Math.min(SWITCHES_SHOWN_MAX, report.switches().size());
        report.switches().subList(0, shown).forEach(one -> lines.add("  " + line(one)));
        if (shown < report.switches().size()) {
            lines.add("  and " + (report.switches().size() - shown) + " more, which --json lists");
        }
        report.traffic().forEach((nic, checkpoint) -> lines.addAll(traffic(nic, checkpoint)));
        lines.add("forwarding core: " + count(report.frames(), "frame") + " run again, "
                + count(report.checkpoints(), "checkpoint") + " compared; the path of "
                + count(report.framesCompared(), "frame") + " compared with the black box");
        if (report.gaps() > 0) {
            lines.add("the journal has " + count(report.gaps(), "gap")
                    + ": what lies behind one is compared again once its owner has begun anew");
        }
        report.divergences().forEach(divergence -> lines.addAll(divergence(divergence, origin)));
        lines.add(report.agreed()
                ? "AGREED: every event, action, reason, checkpoint and recorded frame's path came out as recorded"
                : "DIVERGED: " + count(report.divergences().size(), "divergence") + " shown of " + report.found());
        return lines;
    }

    static Map<String, Object> json(ReplayReport report, RecordOrigin origin) {
        Map<String, Object> json = Json.document("replay");
        json.put("agreed", report.agreed());
        json.put("records", report.records());
        json.put("owners", report.owners());
        json.put("lives", report.lives());
        json.put("checkpoints", report.checkpoints());
        json.put("frames", report.frames());
        json.put("framesCompared", report.framesCompared());
        json.put("traffic", report.traffic());
        json.put("switches", report.switches().stream().map(ReplayText::json).toList());
        json.put("gaps", report.gaps());
        json.put("found", report.found());
        json.put("divergences", report.divergences().stream().map(one -> json(one, origin)).toList());
        return json;
    }

    private static String line(PathSwitch one) {
        String how = one.fellBack()
                ? "within a burst: the VF failed" : String.format(Locale.ROOT, "in %.3f ms", one.durationNs() / 1e6);
        return String.format(Locale.ROOT, "%d:%-6d %-10s to %-10s %s",
                one.stamp().bootEpoch(), one.stamp().tick(), one.nic(), one.to().word(), how);
    }

    private static List<String> traffic(String nic, Checkpoint sum) {
        return List.of(
                nic + ": " + sum.master().txFrames() + " frames sent, " + sum.vf().txFrames() + " on the VF and "
                        + sum.synthetic().txFrames() + " on the synthetic path; " + sum.master().rxFrames()
                        + " delivered, " + sum.vf().rxFrames() + " came by the VF and " + sum.synthetic().rxFrames()
                        + " by the synthetic path; "
                        + (sum.master().dropped() + sum.vf().dropped() + sum.synthetic().dropped()) + " dropped");
    }

    private static List<String> divergence(Divergence one, RecordOrigin origin) {
        List<String> lines = new ArrayList<>();
        lines.add("at tick " + one.stamp().tick() + " of life " + one.stamp().bootEpoch() + " (" + Timeline.time(
                one.stamp().monotonicNs()) + " s), " + one.owner() + ": " + one.aspect() + " differ"
                + (one.aspect().endsWith("s") ? "" : "s"));
        lines.add("  source:       " + origin.file() + ", " + origin.place(one.record()));
        if (one.frameSource() != null) {
            lines.add("  black box:    " + one.frameSource());
        }
        lines.add("  input:        " + one.input());
        lines.add("  recorded:     " + one.recorded());
        lines.add("  now:          " + one.now());
        lines.add("  state before: " + one.stateBefore());
        return lines;
    }

    static Map<String, Object> json(PathSwitch one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("epoch", one.stamp().bootEpoch());
        json.put("tick", one.stamp().tick());
        json.put("monotonicNs", one.stamp().monotonicNs());
        json.put("nic", one.nic());
        json.put("to", one.to().word());
        json.put("durationNs", one.durationNs());
        json.put("fellBack", one.fellBack());
        return json;
    }

    private static Map<String, Object> json(Divergence one, RecordOrigin origin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", origin.file());
        json.put("record", one.record());
        json.put("epoch", one.stamp().bootEpoch());
        json.put("tick", one.stamp().tick());
        json.put("owner", one.owner().toString());
        json.put("aspect", one.aspect());
        json.put("frame", one.frameSource());
        json.put("input", one.input());
        json.put("recorded", one.recorded());
        json.put("now", one.now());
        json.put("stateBefore", one.stateBefore());
        return json;
    }

    private static String count(long number, String one) {
        return count(number, one, one + 's');
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
