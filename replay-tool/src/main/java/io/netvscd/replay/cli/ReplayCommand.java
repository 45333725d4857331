package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.sim.Machines;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay PATH}. */
@Command(
        name = "replay",
        description = {
            "Gives recorded inputs to fresh machines, and checkpoints to the real forwarding core, and compares.",
            "Exit code 0: everything came out as recorded; 1: it did not; 2: the journal cannot be read."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private Journal journal;

    @Option(names = "--keep-going", description = "Show every divergence, not only the first.")
    private boolean keepGoing;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Replayer replayer = new Replayer(Machines.all(), keepGoing);
        try (JournalSource source = journal.open()) {
            replayer.expectGaps(source.gaps());
        }
        journal.forEach(replayer::accept);
        ReplayReport report = replayer.report();
        if (printing.json()) {
            printing.printJson(ReplayText.json(report));
        } else {
            ReplayText.lines(report).forEach(printing.out()::println);
        }
        return report.agreed() ? ExitCodes.DONE : ExitCodes.NO;
    }
}
