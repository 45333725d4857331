package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.sim.Machines;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay PATH}. */
@Command(
        name = "replay",
        description = {
            "Gives recorded inputs to fresh machines, and the frames that black boxes kept, with checkpoints, to the real forwarding core, "
                + "and compares.",
            "Exit code 0: everything came out as recorded; 1: it did not; 2: the journal cannot be read."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private Journal journal;

    @Option(names = "--keep-going", description = "Show every divergence, not only the first.")
    private boolean keepGoing;

    @Option(names = "--journal", paramLabel = "DIR", description = "Write what this build decides as a journal, a new or empty folder, for "
            + "'diff': with the record, or with what another build decides. Goes on after a divergence.")
    private Path decided;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        ReplayReport report;
        try (JournalSource source = journal.open(); Stream<TransitionRecord> records = source.records();
                PlayedJournal decisions = PlayedJournal.in(decided)) {
            BlackBoxFiles boxes = new BlackBoxFiles(source);
            Replayer replayer = new Replayer(Machines.all(), keepGoing || decided != null, boxes::ofLife);
            if (decided != null) {
                replayer.tell(decisions);
            }
            replayer.expectGaps(source.gaps());
            replayer.expectStates(source.states());
            boolean goOn = true;
            for (Iterator<TransitionRecord> each = records.iterator(); goOn && each.hasNext();) {
                goOn = replayer.accept(each.next());
            }
            report = replayer.report();
            boxes.complaints().forEach(printing.err()::println);
        }
        RecordOrigin origin = RecordOrigin.of(journal.path());
        if (printing.json()) {
            printing.printJson(ReplayText.json(report, origin));
        } else {
            ReplayText.lines(report, origin).forEach(printing.out()::println);
        }
        return report.agreed() ? ExitCodes.DONE : ExitCodes.NO;
    }
}
