package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.diff.Comparison;
import io.netvscd.replay.diff.Difference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code diff A B}. */
@Command(
        name = "diff",
        description = {
            "Where two journals part: the first record of each owner that differs. Times are not compared.",
            "Exit code 0: every owner went the same way in both; 1: one did not; 2: one of the two cannot be read."
        },
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "A journal folder or a bundle.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "A journal folder or a bundle.")
    private Path second;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Comparison comparison;
        try (JournalSource a = JournalSource.open(first); Stream<TransitionRecord> recordsA = a.records();
                JournalSource b = JournalSource.open(second); Stream<TransitionRecord> recordsB = b.records()) {
            comparison = Comparison.of(recordsA.iterator(), recordsB.iterator());
        }
        if (printing.json()) {
            printing.printJson(json(comparison));
        } else {
            print(comparison);
        }
        return comparison.equal() ? ExitCodes.DONE : ExitCodes.NO;
    }

    private void print(Comparison comparison) {
        printing.out().println("A " + first + ": " + comparison.recordsA() + " records; B " + second + ": "
                + comparison.recordsB() + " records; " + comparison.same() + " are the same");
        for (Difference one : comparison.differences()) {
            printing.out().println(one.owner() + ": from its record " + one.number() + " on, the " + one.aspect() + " differs");
            printing.out().println("  A " + at(one.atA()) + ": " + one.a());
            printing.out().println("  B " + at(one.atB()) + ": " + one.b());
        }
        printing.out().println(comparison.equal()
                ? "SAME: every owner went the same way"
                : "DIFFERENT: the histories of " + comparison.differences().size() + " owner(s) part");
    }

    private static Map<String, Object> json(Comparison comparison) {
        Map<String, Object> json = Json.document("diff");
        json.put("equal", comparison.equal());
        json.put("recordsA", comparison.recordsA());
        json.put("recordsB", comparison.recordsB());
        json.put("same", comparison.same());
        json.put("differences", comparison.differences().stream().map(DiffCommand::json).toList());
        return json;
    }

    static Map<String, Object> json(Difference one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("owner", one.owner().toString());
        json.put("number", one.number());
        json.put("aspect", one.aspect());
        json.put("tickA", one.atA() == null ? null : at(one.atA()));
        json.put("tickB", one.atB() == null ? null : at(one.atB()));
        json.put("a", one.a());
        json.put("b", one.b());
        return json;
    }

    private static String at(Stamp stamp) {
        return stamp == null ? "-" : stamp.bootEpoch() + ":" + stamp.tick();
    }
}
