package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.stats.Statistics;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stats PATH}. */
@Command(
        name = "stats",
        description = "Switches an hour, time on each path, dropped frames, and how long each phase of a switch took.",
        mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "A journal folder or a bundle.")
    private Path path;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Statistics statistics = new Statistics();
        int gaps;
        try (JournalSource source = JournalSource.open(path); Stream<TransitionRecord> records = source.records()) {
            records.forEachOrdered(statistics::accept);
            gaps = source.gaps().size();
        }
        if (printing.json()) {
            printing.printJson(StatsText.json(statistics, gaps));
        } else {
            StatsText.lines(statistics, gaps).forEach(printing.out()::println);
        }
        return ExitCodes.DONE;
    }
}
