package io.netvscd.tests.bench.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a long journal takes to replay, and many frames to go through the forwarding core. Each measurement is a process of its own with
 * the launcher's options, held to one processor where {@code taskset} is there. {@code -Drecords=1000000 -Dframes=10000000 -Dfolder=DIR}; the
 * journal stays in the folder for the next run.
 */
final class ReplayBench {
    private static final long RECORDS = Long.getLong("records", 1_000_000);
    private static final long FRAMES = Long.getLong("frames", 10_000_000);
    private static final Path FOLDER = Path.of(System.getProperty("folder", "tests/target/replay-bench"));
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    /** The last processor, which interrupts meet least. */
    private static final int PROCESSOR = Runtime.getRuntime().availableProcessors() - 1;

    private ReplayBench() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path journal = FOLDER.resolve(RECORDS + "-records").toAbsolutePath();
        if (!Files.isDirectory(journal)) {
            System.err.println("making a journal of " + RECORDS + " transitions, once: takes minutes");
            Files.createDirectories(FOLDER);
            Path part = FOLDER.resolve("part").toAbsolutePath();
            run(false, "4g", LongJournal.class, part.toString(), Long.toString(RECORDS));
            Files.move(part, journal);
        }
        if (!Files.isExecutable(TASKSET)) {
            System.err.println("there is no " + TASKSET + ": the processes are not held to one processor");
        }
        print("transitions replayed by a fresh process, start included", RECORDS, fresh(journal));
        for (String line : run(true, "512m", WarmReplay.class, journal.toString(), Long.toString(FRAMES))) {
            String[] parts = line.split("=", 3);
            print(parts[0], Long.parseLong(parts[1]), Double.parseDouble(parts[2]));
        }
    }

    private static double fresh(Path journal) throws IOException, InterruptedException {
        long beganNs = System.nanoTime();
        run(true, "512m", OneReplay.class, journal.toString());
        return (System.nanoTime() - beganNs) / 1e9;
    }

    private static List<String> run(boolean oneProcessor, String memory, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (oneProcessor && Files.isExecutable(TASKSET)) {
            command.addAll(List.of(TASKSET.toString(), "-c", Integer.toString(PROCESSOR)));
        }
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xshare:auto",
                "-Xmx" + memory, "-XX:InlineSmallCode=600", "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines;
        try (BufferedReader out = process.inputReader()) {
            lines = out.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main.getSimpleName() + " ended with " + process.exitValue());
        }
        return lines;
    }

    private static void print(String what, long count, double seconds) {
        System.out.printf(Locale.ROOT, "%-60s %,12d in %7.2f s, %,12.0f a second%n", what, count, seconds, count / seconds);
    }
}
