package io.netvscd.replay.cli;

import io.netvscd.replay.stats.Latency;
import io.netvscd.replay.stats.NicStatistics;
import io.netvscd.replay.stats.Phase;
import io.netvscd.replay.stats.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a journal amounts to, for people and as JSON. */
final class StatsText {
    private StatsText() {
    }

    static List<String> lines(Statistics statistics, int gaps) {
        List<String> lines = new ArrayList<>();
        lines.add(statistics.records() + " records, " + statistics.lives() + " start(s) of the daemon, " + gaps + " gap(s)");
        statistics.nics().forEach((nic, one) -> lines.addAll(nic(nic, one)));
        return lines;
    }

    static Map<String, Object> json(Statistics statistics, int gaps) {
        Map<String, Object> json = Json.document("stats");
        json.put("records", statistics.records());
        json.put("lives", statistics.lives());
        json.put("gaps", gaps);
        Map<String, Object> nics = new LinkedHashMap<>();
        statistics.nics().forEach((nic, one) -> nics.put(nic, json(one)));
        json.put("nics", nics);
        return json;
    }

    private static List<String> nic(String nic, NicStatistics one) {
        List<String> lines = new ArrayList<>();
        lines.add(nic + ":");
        lines.add(text("  switches: %d to vf, %d to synthetic, %d fell back within a burst; %.1f an hour",
                one.toVf(), one.toSynthetic(), one.fellBack(), one.switchesPerHour()));
        lines.add(text("  the host moved to synthetic by itself %d time(s); %d question(s) to it failed",
                one.hostForced(), one.failures()));
        lines.add(text("  time: %.6f s on vf (%.1f %%), %.6f s on synthetic (%.1f %%)",
                one.onVfNs() / 1e9, percent(one.onVfNs(), one), one.onSyntheticNs() / 1e9, percent(one.onSyntheticNs(), one)));
        lines.add(text("  frames sent: %d, on vf %d, on synthetic %d; delivered: %d",
                one.traffic().master().txFrames(), one.traffic().vf().txFrames(), one.traffic().synthetic().txFrames(),
                one.traffic().master().rxFrames()));
        lines.add(text("  frames dropped: %d (at the master %d, the vf %d, synthetic %d)",
                one.dropped(), one.traffic().master().dropped(), one.traffic().vf().dropped(),
                one.traffic().synthetic().dropped()));
        lines.add(text("  %-34s %6s %10s %10s %10s %10s", "milliseconds until", "count", "p50", "p90", "p99", "max"));
        one.latencies().forEach((phase, latency) -> lines.add(line(phase, latency)));
        return lines;
    }

    private static String line(Phase phase, Latency latency) {
        return latency.count() == 0
                ? text("  %-34s %6d %10s %10s %10s %10s", phase.words(), 0, "-", "-", "-", "-")
                : text("  %-34s %6d %10.3f %10.3f %10.3f %10.3f", phase.words(), latency.count(),
                        latency.p50Ns() / 1e6, latency.p90Ns() / 1e6, latency.p99Ns() / 1e6, latency.maxNs() / 1e6);
    }

    static Map<String, Object> json(NicStatistics one) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> switches = new LinkedHashMap<>();
        switches.put("toVf", one.toVf());
        switches.put("toSynthetic", one.toSynthetic());
        switches.put("fellBack", one.fellBack());
        switches.put("hostForced", one.hostForced());
        switches.put("failures", one.failures());
        switches.put("perHour", Math.round(one.switchesPerHour() * 1000) / 1000.0);
        json.put("switches", switches);
        json.put("onVfNs", one.onVfNs());
        json.put("onSyntheticNs", one.onSyntheticNs());
        json.put("dropped", one.dropped());
        json.put("traffic", one.traffic());
        Map<String, Object> latencies = new LinkedHashMap<>();
        one.latencies().forEach((phase, latency) ->
                latencies.put(phase.name().toLowerCase(Locale.ROOT).replace('_', '-'), latency));
        json.put("latencies", latencies);
        return json;
    }

    private static double percent(long ns, NicStatistics one) {
        return one.observedNs() == 0 ? 0 : 100.0 * ns / one.observedNs();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
