package io.netvscd.tests.bench.datapath;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recording}: what the black box costs a frame, with and without it in turn in one run of one process. */
@Command(name = "recording", description = "What the black box costs: the forwarding core with and without it in turn, within one run.")
final class RecordingCommand implements Callable<Integer> {
    private static final Pattern PAIR = Pattern.compile("[0-9.E]+ [0-9.E]+");
    private static final int FRAME_BYTES = 64;
    private static final int BURST_FRAMES = 64;
    private static final int WIRE_BYTES = 1 << 16;
    private static final String MEMORY_THREAD = "memory-ports";

    @Spec
    private CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "30", description = "of traffic on each kind of port (default ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--slice", defaultValue = "10000", description = "frames before the box is taken or left (default ${DEFAULT-VALUE})")
    private int sliceFrames;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("recording");
        spec.commandLine().getOut().println("| ports | ns a frame without | more with the box, ns | ratio: median | middle half | error of the mean | pairs |");
        spec.commandLine().getOut().println("|---|---|---|---|---|---|---|");
        print("TAP and packet socket, 64 B out", onDevices(folder, Measure.CAPACITY_OUT));
        print("TAP and packet socket, 64 B in", onDevices(folder, Measure.CAPACITY_IN));
        print("memory, 64 B out", inMemory(folder));
        Files.deleteIfExists(folder);
        return 0;
    }

    private List<double[]> onDevices(Path folder, Measure direction) throws Exception {
        Path box = folder.resolve("box");
        ForwarderSubject subject = ForwarderSubject.recordingNowAndThen(box, sliceFrames);
        try {
            new Meter(seconds).measure(subject, direction, 0);
        } finally {
            subject.close();
            Files.deleteIfExists(box);
        }
        return subject.printed().stream().filter(PAIR.asMatchPredicate()).map(RecordingCommand::pair).toList();
    }

    private static double[] pair(String line) {
        String[] words = line.split(" ");
        return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
    }

    private List<double[]> inMemory(Path folder) throws Exception {
        Path file = folder.resolve("box");
        AlternatingBox box = AlternatingBox.of(file, sliceFrames);
        Thread thread = new Thread(() -> forwardInMemory(box), MEMORY_THREAD);
        thread.start();
        Cpu.pin(ProcessHandle.current().pid(), MEMORY_THREAD, Meter.FORWARDER);
        thread.join();
        Files.delete(file);
        return box.pairs();
    }

    private void forwardInMemory(AlternatingBox box) {
        MemoryPort.Pair master = MemoryPort.pair("master", WIRE_BYTES);
        MemoryPort.Pair vf = MemoryPort.pair("vf", WIRE_BYTES);
        NetvscDatapath datapath = new NetvscDatapath(master.near(), new BareCore.Deaf(), false, MacAddress.ZERO, box);
        datapath.submit(new ControlWord.AttachVf("vf", 1, vf.near()));
        datapath.submit(new ControlWord.UsePath(DataPath.VF, "vf", 1));
        datapath.submit(new ControlWord.SetMaster(true));
        byte[] frame = new byte[FRAME_BYTES];
        Burst arrived = new Burst(BURST_FRAMES);
        for (long endNs = System.nanoTime() + (long) (seconds * 1e9); System.nanoTime() < endNs; ) {
            for (int i = 0; i < BURST_FRAMES; i++) {
                master.far().send(frame);
            }
            datapath.poll(0);
            vf.far().receive(arrived);
            vf.far().release(arrived);
        }
    }

    private void print(String ports, List<double[]> pairs) throws IOException {
        if (pairs.isEmpty()) {
            throw new IOException(ports + ": no slice was measured; is --seconds too small, or --slice too large?");
        }
        double[] ratios = pairs.stream().mapToDouble(pair -> pair[1] / pair[0]).sorted().toArray();
        double mean = pairs.stream().mapToDouble(pair -> pair[1] / pair[0]).average().orElseThrow();
        double variance = pairs.stream().mapToDouble(pair -> Math.pow(pair[1] / pair[0] - mean, 2)).sum() / Math.max(1, ratios.length - 1);
        double[] without = pairs.stream().mapToDouble(pair -> pair[0]).sorted().toArray();
        double[] more = pairs.stream().mapToDouble(pair -> pair[1] - pair[0]).sorted().toArray();
        spec.commandLine().getOut().printf("| %s | %.0f | %.1f | %.3f | %.3f..%.3f | %.3f | %d |%n", ports, at(without, 0.5),
                at(more, 0.5), at(ratios, 0.5), at(ratios, 0.25), at(ratios, 0.75), Math.sqrt(variance / ratios.length), ratios.length);
        spec.commandLine().getOut().flush();
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
