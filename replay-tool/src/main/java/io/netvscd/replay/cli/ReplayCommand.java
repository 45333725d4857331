package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.sim.Machines;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay PATH}. */
@Command(
        name = "replay",
        description = {
            "Gives every recorded input to fresh machines, and every checkpoint to the real forwarding core, and compares.",
            "Exit code 0: everything came out as recorded; 1: it did not; 2: the journal cannot be read."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "A journal folder or a bundle.")
    private Path path;

    @Option(names = "--keep-going", description = "Show every divergence, not only the first.")
    private boolean keepGoing;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Replayer replayer = new Replayer(Machines.all(), keepGoing);
        try (JournalSource source = JournalSource.open(path)) {
            replayer.expectGaps(source.gaps());
            Iterator<TransitionRecord> records = source.records().iterator();
            boolean goOn = true;
            while (goOn && records.hasNext()) {
                goOn = replayer.accept(records.next());
            }
        }
        ReplayReport report = replayer.report();
        if (printing.json()) {
            printing.printJson(ReplayText.json(report));
        } else {
            ReplayText.lines(report).forEach(printing.out()::println);
        }
        return report.agreed() ? ExitCodes.DONE : ExitCodes.NO;
    }
}
