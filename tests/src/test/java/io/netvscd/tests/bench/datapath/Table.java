package io.netvscd.tests.bench.datapath;

import io.netvscd.tests.bench.datapath.Results.Spread;
import java.util.ArrayList;
import java.util.List;

/** What was measured, as Markdown. */
final class Table {
    /** A median that moved by less than this may be noise. */
    private static final double MOVED = 0.1;

    private Table() {
    }

    static List<String> of(Results results) {
        List<String> lines = new ArrayList<>();
        row(lines, "subject", Measure::title);
        row(lines, "---", measure -> "---");
        for (String subject : results.subjects()) {
            row(lines, subject, measure -> {
                Spread value = results.value(subject, measure);
                return value == null ? "-" : measure.text(value.median());
            });
        }
        lines.add("");
        row(lines, "processors used", Measure::title);
        row(lines, "---", measure -> "---");
        for (String subject : results.subjects()) {
            row(lines, subject, measure -> {
                Spread cpu = results.cpu(subject, measure);
                return cpu == null ? "-" : String.format("%.2f", cpu.median());
            });
        }
        lines.add("");
        ratios(lines, results);
        return lines;
    }

    private static void ratios(List<String> lines, Results results) {
        lines.add("| ratio in the same repetition | asked | median | least..most | n | reached |");
        lines.add("|---|---|---|---|---|---|");
        for (Goal goal : Goal.ALL) {
            Spread ratio = results.ratio(goal.subject(), goal.yardstick(), goal.measure());
            if (ratio != null) {
                lines.add(String.format("| %s | %s | %.2f | %.2f..%.2f | %d | %s |", goal.title(), goal.asked(),
                        ratio.median(), ratio.least(), ratio.most(), ratio.count(),
                        goal.isReached(ratio.median()) ? "yes" : "no"));
            }
        }
    }

    /** What has moved between two runs, as ratios of medians; other machines and other days differ as a whole. */
    static List<String> moved(Results earlier, Results now) {
        List<String> lines = new ArrayList<>();
        row(lines, "now / earlier", Measure::title);
        row(lines, "---", measure -> "---");
        for (String subject : now.subjects()) {
            row(lines, subject, measure -> {
                Spread before = earlier.value(subject, measure);
                Spread after = now.value(subject, measure);
                if (before == null || after == null || before.median() == 0) {
                    return "-";
                }
                double ratio = after.median() / before.median();
                return String.format(Math.abs(ratio - 1) < MOVED ? "%.2f" : "**%.2f**", ratio);
            });
        }
        return lines;
    }

    private interface Cell {
        String text(Measure measure);
    }

    private static void row(List<String> lines, String first, Cell cell) {
        StringBuilder line = new StringBuilder("| " + first);
        for (Measure measure : Measure.values()) {
            line.append(" | ").append(cell.text(measure));
        }
        lines.add(line.append(" |").toString());
    }
}
