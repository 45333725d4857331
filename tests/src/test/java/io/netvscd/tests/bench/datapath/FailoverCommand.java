package io.netvscd.tests.bench.datapath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netvscd.datapath.linux.NetworkNamespace;
import io.netvscd.tests.bench.datapath.Results.Spread;
import io.netvscd.tests.lab.DaemonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code failover}: what a stream loses when its VF is taken away. */
@Command(name = "failover", description = "Counts what 10,000 datagrams a second lose when something happens to the VF.")
final class FailoverCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int RATE = 10_000;
    private static final int FRAME_BYTES = 200;
    private static final int PORT = 5301;
    private static final double STREAM_SECONDS = 2;
    private static final long BEFORE_MS = 700;

    @Spec
    private CommandSpec spec;

    @Option(names = "--lanes", split = ",", defaultValue = "user,kernel", description = "default ${DEFAULT-VALUE}")
    private List<String> lanes;

    @Option(names = "--incidents", split = ",", description = "${COMPLETION-CANDIDATES}")
    private List<Incident> incidents = Arrays.asList(Incident.values());

    @Option(names = "--repetitions", defaultValue = "10", description = "of each, in each direction (default ${DEFAULT-VALUE})")
    private int repetitions;

    @Option(names = "--pause", defaultValue = "1.1",
            description = "seconds from a VF's return to the next trial, 0.8 s into which it is lost again; of a carrier that changes "
                    + "again within a second the kernel tells late (default ${DEFAULT-VALUE})")
    private double pauseSeconds;

    @Option(names = "--out", defaultValue = "failover.jsonl",
            description = "trials are added here, and those that are there count too (default ${DEFAULT-VALUE})")
    private Path out;

    @Override
    public Integer call() throws Exception {
        List<Trial> trials = earlier();
        for (String lane : lanes) {
            measure(lane, trials);
        }
        spec.commandLine().getOut().println(
                "| lane | what happens | direction | n | lost, ms of the stream: median | most | twice | late | came back |");
        spec.commandLine().getOut().println("|---|---|---|---|---|---|---|---|---|");
        for (String lane : lanes) {
            for (Incident incident : incidents) {
                print(trials, lane, incident, true);
                print(trials, lane, incident, false);
            }
        }
        return 0;
    }

    /** Those that are in the file already count too. */
    private List<Trial> earlier() throws IOException {
        List<Trial> trials = new ArrayList<>();
        if (Files.exists(out)) {
            for (String line : Files.readAllLines(out)) {
                trials.add(JSON.readValue(line, Trial.class));
            }
        }
        return trials;
    }

    private void measure(String lane, List<Trial> trials) throws Exception {
        DaemonSubject subject = DaemonSubject.onVfBehindBridge(lane);
        try {
            for (int repetition = 0; repetition < repetitions; repetition++) {
                for (Incident incident : incidents) {
                    for (boolean outwards : new boolean[] {true, false}) {
                        Trial trial = trial(subject, lane, incident, outwards, repetition);
                        trials.add(trial);
                        Files.writeString(out, JSON.writeValueAsString(trial) + "\n",
                                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        incident.mend(subject.bed());
                        subject.daemon().awaitPath("vf");
                        TimeUnit.MILLISECONDS.sleep((long) (pauseSeconds * 1e3));
                    }
                }
                spec.commandLine().getErr().println(lane + ": repetition " + (repetition + 1) + " of " + repetitions + " is done");
            }
        } finally {
            subject.close();
        }
    }

    private static Trial trial(DaemonSubject subject, String lane, Incident incident, boolean outwards, int repetition)
            throws Exception {
        Bed bed = subject.bed();
        DaemonProcess daemon = subject.daemon();
        NetworkNamespace from = outwards ? bed.guest() : bed.peer();
        Programs.Running sink = Programs.traffic(outwards ? bed.peer() : bed.guest(), Meter.ENDS, "datagram-sink", PORT,
                STREAM_SECONDS + 4);
        TimeUnit.MILLISECONDS.sleep(100);
        Programs.Running source = Programs.traffic(from, Meter.ENDS, "datagram-source",
                outwards ? bed.peerAddress() : bed.guestAddress(), PORT, FRAME_BYTES, STREAM_SECONDS, RATE);
        TimeUnit.MILLISECONDS.sleep(BEFORE_MS);
        incident.happen(bed, daemon);
        long sent = source.result().path("sent").asLong();
        JsonNode seen = sink.result();
        return new Trial(lane, incident, outwards, repetition, (sent - seen.path("taken").asLong()) * 1e3 / RATE,
                seen.path("twice").asLong(), seen.path("late").asLong(), seen.path("longest_gap_ms").asDouble(),
                seen.path("last").asLong() == sent - 1);
    }

    private void print(List<Trial> all, String lane, Incident incident, boolean outwards) {
        List<Trial> trials = all.stream()
                .filter(trial -> trial.lane().equals(lane) && trial.incident() == incident && trial.out() == outwards)
                .toList();
        Spread lost = spread(trials, Trial::lostMs);
        spec.commandLine().getOut().printf("| %s | %s | %s | %d | %.2f | %.2f | %d | %d | %d of %d |%n", lane,
                incident.name().toLowerCase(), outwards ? "out" : "in", trials.size(), lost.median(), lost.most(),
                trials.stream().mapToLong(Trial::twice).sum(), trials.stream().mapToLong(Trial::late).sum(),
                trials.stream().filter(Trial::back).count(), trials.size());
    }

    private static Spread spread(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return Spread.of(trials.stream().mapToDouble(value).boxed().toList());
    }
}
