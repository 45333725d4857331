package io.netvscd.tests.bench.datapath;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rest}: what the daemon costs when nothing happens, and whether it collects garbage when much does. */
@Command(name = "rest", description = "The daemon's processor time at rest, and its garbage collections under full load, -Xmx64m.")
final class RestCommand implements Callable<Integer> {
    private static final double WARM_UP_SECONDS = 5;
    private static final double WORTH_NAMING_PERCENT = 0.01;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "60", description = "of rest, and of load (default ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--settle", defaultValue = "5",
            description = "seconds from load to rest; the JVM compiles for some minutes (default ${DEFAULT-VALUE})")
    private double settleSeconds;

    @Option(names = "--lane", defaultValue = "user", description = "default ${DEFAULT-VALUE}")
    private String lane;

    @Override
    public Integer call() throws Exception {
        Path log = Files.createTempFile("netvscd-bench", ".gc");
        DaemonSubject subject = DaemonSubject.onVf(lane, Stream.concat(DaemonSubject.JVM.stream(), Stream.of("-Xlog:gc:file=" + log)).toList());
        try {
            Meter warmUp = new Meter(WARM_UP_SECONDS);
            warmUp.measure(subject, Measure.CAPACITY_OUT, 0);
            warmUp.measure(subject, Measure.TCP_IN, 0);
            long before = collections(log);
            Meter half = new Meter(seconds / 2);
            half.measure(subject, Measure.CAPACITY_OUT, 0);
            half.measure(subject, Measure.CAPACITY_IN, 0);
            long during = collections(log) - before;
            TimeUnit.MILLISECONDS.sleep((long) (settleSeconds * 1e3));
            double cpu = subject.cpuSeconds();
            Map<String, Double> threads = Cpu.secondsOfThreads(subject.daemon().pid());
            TimeUnit.MILLISECONDS.sleep((long) (seconds * 1e3));
            double used = (subject.cpuSeconds() - cpu) / seconds * 100;
            Map<String, Double> resting = Cpu.secondsOfThreads(subject.daemon().pid());
            resting.replaceAll((thread, now) -> (now - threads.getOrDefault(thread, 0.0)) / seconds * 100);
            print(during, used, resting);
        } finally {
            subject.close();
            Files.delete(log);
        }
        return 0;
    }

    private void print(long collections, double used, Map<String, Double> resting) {
        PrintWriter to = spec.commandLine().getOut();
        to.printf("%s lane: %d garbage collections in %.0f s of full load (asked: 0)%n", lane, collections, seconds);
        to.printf("%s lane: %.2f %% of a processor in %.0f s of rest (asked: under 0.3), of which%n", lane, used, seconds);
        resting.entrySet().stream()
                .filter(entry -> entry.getValue() >= WORTH_NAMING_PERCENT)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> to.printf("    %.3f %% %s%n", entry.getValue(), entry.getKey()));
    }

    private static long collections(Path log) throws Exception {
        return Files.readAllLines(log).stream().filter(line -> line.contains("Pause")).count();
    }
}
