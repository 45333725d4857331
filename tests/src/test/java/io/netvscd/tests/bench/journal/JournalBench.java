package io.netvscd.tests.bench.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All measurements, round by round, and their ratios. {@code -Drounds=3 -Dseconds=5 -Drecords=1000000 -Dfolder=DIR}: the folder is on the
 * disk that is meant, and is emptied afterwards.
 */
final class JournalBench {
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final long RECORDS = Long.getLong("records", 1_000_000);
    private static final Path FOLDER = Path.of(System.getProperty("folder", "tests/target/journal-bench"));

    /** By contestant and what was measured: a figure of each round. */
    private final Map<String, List<Measured>> figures = new TreeMap<>();

    private JournalBench() {
    }

    public static void main(String[] arguments) throws Exception {
        JournalBench bench = new JournalBench();
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("round " + round + " of " + ROUNDS);
            for (String contestant : List.of("ours", "stock", "plain")) {
                bench.run(contestant, "append");
            }
            for (String contestant : List.of("ours", "stock")) {
                bench.run(contestant, "read");
            }
            bench.run("ours", "prepare", "start");
        }
        bench.print();
    }

    /** @param whats one after the other, each in a process of its own, in a folder that is empty at first */
    private void run(String contestant, String... whats) throws IOException, InterruptedException {
        Path folder = FOLDER.resolve(contestant).toAbsolutePath();
        Files.createDirectories(folder);
        for (String what : whats) {
            measure(contestant, what, folder);
        }
        empty(folder);
    }

    private void measure(String contestant, String what, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-Xmx1g", "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                BenchProcess.class.getName(), contestant, what, folder.toString(), Integer.toString(SECONDS), Long.toString(RECORDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Measured measured = Measured.parse(line);
                if (measured != null) {
                    System.err.printf(Locale.ROOT, "  %s %s: %,.0f/s, p50 %,.0f us, p99 %,.0f us%n", contestant, measured.what(),
                            measured.perSecond(), measured.p50Us(), measured.p99Us());
                    figures.computeIfAbsent(contestant + ' ' + measured.what(), key -> new ArrayList<>()).add(measured);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(contestant + " " + what + " ended with " + process.exitValue());
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void print() {
        System.out.printf(Locale.ROOT, "%n%-22s %34s %34s %34s%n", "", "ours through Akka", "Akka's LevelDB plugin", "plain file");
        for (String owners : List.of("1", "4", "100")) {
            System.out.printf(Locale.ROOT, "%-22s", owners + " owners");
            for (String contestant : List.of("ours", "stock", "plain")) {
                Measured each = median(contestant, "append-" + owners);
                System.out.printf(Locale.ROOT, " %,9.0f/s p50 %,6.0f p99 %,6.0f us", each.perSecond(), each.p50Us(), each.p99Us());
            }
            System.out.println();
        }
        rate("recovery, one owner", "recover");
        rate("offline read", "offline");
        System.out.printf(Locale.ROOT, "%-22s %,34.1f %,34.1f%n", "octets a transition", median("ours", "bytes").bytesEach(),
                median("stock", "bytes").bytesEach());
        System.out.printf(Locale.ROOT, "%,d records opened in %,.0f ms by a process that does nothing else%n", RECORDS,
                median("ours", "open").p50Us() / 1e3);
        if (figures.containsKey("ours start")) {
            System.out.printf(Locale.ROOT, "a daemon with %,d records is ready %,.0f ms after its start%n", RECORDS,
                    median("ours", "start").p50Us() / 1e3);
        }
        System.out.printf(Locale.ROOT, "%nRatios, median of %d rounds (least, most):%n", ROUNDS);
        for (String owners : List.of("1", "4", "100")) {
            ratio("ours / stock, " + owners + " owners", "append-" + owners, "stock");
        }
        ratio("ours / plain file, 100 owners", "append-100", "plain");
        ratio("recovery, ours / stock", "recover", "stock");
    }

    private void rate(String label, String what) {
        System.out.printf(Locale.ROOT, "%-22s", label);
        for (String contestant : List.of("ours", "stock")) {
            List<Measured> all = figures.get(contestant + ' ' + what);
            System.out.printf(Locale.ROOT, " %34s", all == null ? "" : "%,.0f/s".formatted(median(contestant, what).perSecond()));
        }
        System.out.println();
    }

    private void ratio(String label, String what, String other) {
        List<Measured> ours = figures.get("ours " + what);
        List<Measured> theirs = figures.get(other + ' ' + what);
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).perSecond() / theirs.get(i).perSecond();
        }
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        System.out.printf(Locale.ROOT, "  %-32s %6.2f  (%.2f, %.2f)%n", label, Measured.median(ratios), sorted[0],
                sorted[sorted.length - 1]);
    }

    private Measured median(String contestant, String what) {
        return Measured.median(figures.get(contestant + ' ' + what).toArray(Measured[]::new));
    }
}
