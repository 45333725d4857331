package io.netvscd.tests.bench.datapath;

import io.netvscd.tests.bench.datapath.Results.Spread;
import io.netvscd.tests.lab.DaemonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nics}: several NICs of one daemon under load at once. */
@Command(name = "nics", description = "The 64-octet capacity of 1, 2 and 4 NICs of one daemon at once, in the user lane.")
final class NicsCommand implements Callable<Integer> {
    private static final int[] COUNTS = {1, 2, 4};
    private static final int FRAME_BYTES = 64;
    private static final double FLOWING_SECONDS = 0.3;
    private static final double WARM_UP_SECONDS = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--repetitions", defaultValue = "5", description = "rounds (default ${DEFAULT-VALUE})")
    private int repetitions;

    @Option(names = "--seconds", defaultValue = "2", description = "of each measurement (default ${DEFAULT-VALUE})")
    private double seconds;

    /** One daemon and its NICs. */
    private record Several(Path folder, List<Bed> beds, DaemonProcess daemon) {
        static Several start(int count) throws Exception {
            Bed first = Bed.create("nics" + count);
            List<Bed> beds = new ArrayList<>(List.of(first));
            for (int i = 1; i < count; i++) {
                beds.add(Bed.of(first.guest(), first.peer(), i));
            }
            for (Bed bed : beds) {
                bed.wire(Bed.LOWER, "p1");
                bed.wire(Bed.VF, Bed.PEER_DEVICE);
                bed.addressPeer(Bed.PEER_DEVICE);
            }
            Path folder = Files.createTempDirectory("netvscd-bench-nics");
            String nics = beds.stream()
                    .map(bed -> DaemonSubject.nic(bed, "embedded, uplink = " + bed.device(Bed.LOWER), "user"))
                    .collect(Collectors.joining(",\n"));
            DaemonProcess daemon = DaemonProcess.start(first.guest(), folder, nics, DaemonSubject.JVM);
            for (Bed bed : beds) {
                bed.configureNic();
            }
            daemon.await("every NIC on its VF", nic -> onVf(daemon, count));
            Cpu.pin(daemon.pid(), DaemonSubject.THREAD, Meter.FORWARDER);
            return new Several(folder, beds, daemon);
        }

        private static boolean onVf(DaemonProcess daemon, int count) {
            try {
                return daemon.cli("status", "--json").json().path("nics").findValuesAsText("datapath").stream()
                        .filter("vf"::equals).count() == count;
            } catch (IOException notYet) {
                return false;
            }
        }

        /** Frames a second that arrive behind all of its NICs together, in thousands. */
        double capacity(double seconds) throws Exception {
            List<Programs.Running> sources = new ArrayList<>();
            for (Bed bed : beds) {
                sources.add(Programs.traffic(bed.guest(), Meter.ENDS, "frames", bed.device(Bed.NIC), bed.mac(Bed.NIC_MAC),
                        bed.mac(Bed.PEER_MAC), FRAME_BYTES, seconds + 2 * FLOWING_SECONDS));
            }
            TimeUnit.MILLISECONDS.sleep((long) (FLOWING_SECONDS * 1e3));
            long begunNs = System.nanoTime();
            long before = arrived();
            TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
            long frames = arrived() - before;
            double tookSeconds = (System.nanoTime() - begunNs) / 1e9;
            for (Programs.Running source : sources) {
                source.result();
            }
            return frames / tookSeconds / 1e3;
        }

        private long arrived() throws Exception {
            long sum = 0;
            for (Bed bed : beds) {
                sum += bed.received(bed.peer(), Bed.PEER_DEVICE);
            }
            return sum;
        }

        void end() throws Exception {
            daemon.stop();
            beds.get(0).close();
            DaemonSubject.remove(folder);
        }
    }

    @Override
    public Integer call() throws Exception {
        List<Several> subjects = new ArrayList<>();
        List<List<Double>> figures = new ArrayList<>();
        for (int count : COUNTS) {
            subjects.add(Several.start(count));
            subjects.get(subjects.size() - 1).capacity(WARM_UP_SECONDS);
            figures.add(new ArrayList<>());
        }
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (int i = 0; i < COUNTS.length; i++) {
                figures.get(i).add(subjects.get(i).capacity(seconds));
            }
        }
        print(figures);
        for (Several subject : subjects) {
            subject.end();
        }
        return 0;
    }

    private void print(List<List<Double>> figures) {
        spec.commandLine().getOut().println("| NICs at once | 64 B out kpps, all together | of one NIC's: median | least..most | asked |");
        spec.commandLine().getOut().println("|---|---|---|---|---|");
        for (int i = 0; i < COUNTS.length; i++) {
            List<Double> ratios = new ArrayList<>();
            for (int repetition = 0; repetition < repetitions; repetition++) {
                ratios.add(figures.get(i).get(repetition) / figures.get(0).get(repetition));
            }
            Spread ratio = Spread.of(ratios);
            spec.commandLine().getOut().printf("| %d | %.0f | %.2f | %.2f..%.2f | >= 0.9 |%n", COUNTS[i],
                    Spread.of(figures.get(i)).median(), ratio.median(), ratio.least(), ratio.most());
        }
    }
}
