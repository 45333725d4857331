package io.netvscd.replay.cli;

import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.replay.diff.Comparison;
import io.netvscd.replay.diff.Difference;
import io.netvscd.replay.stats.NicStatistics;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.timeline.Timeline;
import io.netvscd.replay.whatif.Traffic;
import io.netvscd.replay.whatif.WhatIf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What would have been different, for people and as JSON. */
final class WhatIfText {
    private static final int PARTINGS_MAX = 8;

    private WhatIfText() {
    }

    static List<String> lines(WhatIf.Result result, String change) {
        List<String> lines = new ArrayList<>();
        lines.add(result.recorded() + " transitions: " + (result.sources().outside() + result.sources().asItCame())
                + " inputs came from outside (" + result.sources().asItCame() + " of them are told again as they came), "
                + result.sources().broughtAbout() + " followed from what was decided");
        lines.addAll(history(result.history()));
        lines.addAll(parting(result.parting(), change));
        result.unchanged().nics().keySet().forEach(nic -> lines.addAll(nic(nic, result)));
        lines.addAll(ends(result));
        return lines;
    }

    static Map<String, Object> json(WhatIf.Result result, String change) {
        Map<String, Object> json = Json.document("what-if");
        json.put("change", change);
        json.put("transitions", result.recorded());
        json.put("sources", result.sources());
        json.put("reproduced", result.history().equal());
        json.put("history", result.history().differences().stream().map(DiffCommand::json).toList());
        json.put("parting", result.parting().differences().stream().map(DiffCommand::json).toList());
        json.put("without", run(result.unchanged()));
        json.put("with", run(result.changed()));
        return json;
    }

    private static Map<String, Object> run(WhatIf.Run run) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> nics = new LinkedHashMap<>();
        run.nics().forEach((nic, statistics) -> {
            Map<String, Object> one = StatsText.json(statistics);
            one.remove("traffic");
            one.remove("dropped");
            one.put("frames", run.figures().getOrDefault(nic, Traffic.Figures.NONE));
            nics.put(nic, one);
        });
        json.put("nics", nics);
        json.put("phases", run.phases());
        return json;
    }

    private static List<String> history(Comparison history) {
        if (history.equal()) {
            return List.of("REPRODUCED: unchanged, the run comes to the same " + history.same() + " decisions");
        }
        Difference first = history.differences().get(0);
        return List.of("NOT REPRODUCED: unchanged, the run parts from the record, so what follows is not to be believed:",
                "  " + first.owner() + ", its record " + first.number() + ", " + first.aspect() + ":",
                "    recorded " + at(first.atA()) + ": " + first.a(),
                "    now      " + at(first.atB()) + ": " + first.b());
    }

    private static List<String> parting(Comparison parting, String change) {
        List<String> lines = new ArrayList<>();
        if (parting.equal()) {
            lines.add("SAME: " + change + " changes no decision");
            return lines;
        }
        lines.add(change + ": the histories of " + parting.differences().size() + " owner(s) part");
        for (Difference one : parting.differences().subList(0, Math.min(PARTINGS_MAX, parting.differences().size()))) {
            lines.add("  " + one.owner() + ", from its record " + one.number() + " on: " + one.aspect());
            lines.add("    without " + at(one.atA()) + ": " + one.a());
            lines.add("    with    " + at(one.atB()) + ": " + one.b());
        }
        return lines;
    }

    private static List<String> nic(String nic, WhatIf.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-34s %16s %16s", nic, "without", "with"));
        NicStatistics a = result.unchanged().nics().get(nic);
        NicStatistics b = result.changed().nics().getOrDefault(nic, a);
        lines.add(row("  seconds on the VF", a, b, each -> Timeline.time(each.onVfNs())));
        lines.add(row("  seconds on the synthetic path", a, b, each -> Timeline.time(each.onSyntheticNs())));
        lines.add(row("  moves to the VF", a, b, NicStatistics::toVf));
        lines.add(row("  moves back, by order", a, b, NicStatistics::toSynthetic));
        lines.add(row("  moves back, since the VF failed", a, b, NicStatistics::fellBack));
        Traffic.Figures before = result.unchanged().figures().getOrDefault(nic, Traffic.Figures.NONE);
        Traffic.Figures after = result.changed().figures().getOrDefault(nic, Traffic.Figures.NONE);
        lines.add(figure("  frames sent on the VF", before, after, Traffic.Figures::onVf));
        lines.add(figure("    while the host was on synthetic", before, after, Traffic.Figures::early));
        lines.add(figure("  frames sent on the synthetic path", before, after, Traffic.Figures::onSynthetic));
        lines.add(figure("  frames that found no way out", before, after, Traffic.Figures::noWay));
        lines.add(figure("  frames not taken: the NIC is down", before, after, Traffic.Figures::notTaken));
        lines.add(figure("  frames received by the VF", before, after, Traffic.Figures::byVf));
        lines.add(figure("  frames received by synthetic", before, after, Traffic.Figures::bySynthetic));
        lines.add(figure("  frames that nobody received", before, after, Traffic.Figures::lostInbound));
        return lines;
    }

    private static List<String> ends(WhatIf.Result result) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> owners = new TreeSet<>(result.unchanged().phases().keySet());
        owners.addAll(result.changed().phases().keySet());
        for (String owner : owners) {
            String before = result.unchanged().phases().getOrDefault(owner, "none");
            String after = result.changed().phases().getOrDefault(owner, "none");
            if (!before.equals(after)) {
                lines.add("at the end " + owner + " is " + after + ", not " + before);
            }
        }
        return lines;
    }

    private static String row(String what, NicStatistics a, NicStatistics b, Function<NicStatistics, Object> value) {
        return String.format(Locale.ROOT, "%-34s %16s %16s", what, value.apply(a), value.apply(b));
    }

    private static String figure(String what, Traffic.Figures a, Traffic.Figures b, ToLongFunction<Traffic.Figures> value) {
        return String.format(Locale.ROOT, "%-34s %16d %16d", what, value.applyAsLong(a), value.applyAsLong(b));
    }

    private static String at(Stamp stamp) {
        return stamp == null ? "-" : Tick.of(stamp) + " at " + Timeline.time(stamp.monotonicNs()) + " s";
    }
}
