package io.netvscd.tests.bench.replay;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.ReplayReport;
import io.netvscd.replay.replay.Replayer;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.ScenarioPlayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same work over again in one process, of which the last pass counts: what replaying costs once it is compiled. Arguments: journal,
 * frames. Prints {@code what=count=seconds}.
 */
final class WarmReplay {
    private static final int PASSES = 3;
    private static final String INCIDENT = """
            name = "frames"
            source = "replay-bench"
            nic { name = eth0, mac = "00:15:5d:0a:00:01" }
            steps = [
              { at = 0 ms,   host = offer }
              { at = 50 ms,  admin = up }
              { at = 60 ms,  host = vf-association, allocated = true, serial = 2 }
              { at = 70 ms,  vf = plug, name = vf0, mac = "00:15:5d:0a:00:01", slot = 2 }
              { at = 400 ms, send = 10, from = master, size = 60 }
              { at = 410 ms, send = 10, from = synthetic, size = 60 }
              { at = 500 ms, host = force-synthetic }
            ]
            """;

    private WarmReplay() {
    }

    public static void main(String[] arguments) throws ScenarioFileException {
        Path journal = Path.of(arguments[0]);
        for (int pass = 1; pass <= PASSES; pass++) {
            long beganNs = System.nanoTime();
            long records = read(journal);
            tell(pass, "transitions read, compiled", records, beganNs);
            beganNs = System.nanoTime();
            replay(journal);
            tell(pass, "transitions read and replayed, compiled", records, beganNs);
        }
        List<TransitionRecord> busy = withFrames(Long.parseLong(arguments[1]));
        for (int pass = 1; pass <= PASSES; pass++) {
            long beganNs = System.nanoTime();
            long frames = agreed(busy.stream()).frames();
            tell(pass, "frames through the forwarding core", frames, beganNs);
        }
    }

    private static long read(Path journal) {
        try (JournalSource source = JournalSource.open(journal); Stream<TransitionRecord> records = source.records()) {
            return records.filter(turn -> turn.stamp().tick() > 0).count();
        }
    }

    private static void replay(Path journal) {
        try (JournalSource source = JournalSource.open(journal); Stream<TransitionRecord> records = source.records()) {
            agreed(records);
        }
    }

    private static ReplayReport agreed(Stream<TransitionRecord> records) {
        Replayer replayer = new Replayer(Machines.all(), false);
        records.forEachOrdered(replayer::accept);
        ReplayReport report = replayer.report();
        if (!report.agreed()) {
            throw new IllegalStateException("diverged: " + report.divergences());
        }
        return report;
    }

    /** An incident whose counters are multiplied: as many times as many frames passed between its checkpoints. */
    private static List<TransitionRecord> withFrames(long wanted) throws ScenarioFileException {
        List<TransitionRecord> journal = new ArrayList<>();
        try (ScenarioPlayer player =
                new ScenarioPlayer(ScenarioParser.parse("frames.conf", INCIDENT), Machines.all(), journal::add)) {
            player.play();
        }
        long times = Math.max(1, wanted / agreed(journal.stream()).frames());
        return journal.stream().map(turn -> times(times, turn)).toList();
    }

    private static TransitionRecord times(long times, TransitionRecord turn) {
        if (!(turn.input() instanceof MasterInput.DatapathApplied applied)) {
            return turn;
        }
        Checkpoint few = applied.checkpoint();
        Checkpoint many = new Checkpoint(times(times, few.master()), times(times, few.vf()), times(times, few.synthetic()));
        return new TransitionRecord(turn.stamp(), turn.owner(), new MasterInput.DatapathApplied(applied.order(), applied.changed(), many),
                turn.events(), turn.actions(), turn.reason(), many);
    }

    private static PortCounters times(long times, PortCounters one) {
        return new PortCounters(times * one.txFrames(), times * one.txBytes(), times * one.rxFrames(), times * one.rxBytes(),
                times * one.dropped());
    }

    private static void tell(int pass, String what, long count, long sinceNs) {
        if (pass == PASSES) {
            System.out.println(what + '=' + count + '=' + (System.nanoTime() - sinceNs) / 1e9);
        }
    }
}
