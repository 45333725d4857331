package io.netvscd.tests.bench.datapath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What both processors do, whoever runs there, seen by {@code perf}: for subjects that have no thread of ours. */
final class PerfStacks {
    private static final String PROGRAM = "perf";
    private static final String SAMPLES_A_SECOND = "1999";
    private static final String IDLE = "swapper";

    private final Path data;
    private final Process recording;

    private PerfStacks(Path data, Process recording) {
        this.data = data;
        this.recording = recording;
    }

    static boolean canBeHad() {
        return Programs.isInstalled(PROGRAM);
    }

    /** Begins to record, into a folder. */
    static PerfStacks record(Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("perf.data");
        Process recording = new ProcessBuilder(PROGRAM, "record", "-q", "-a", "-e", "cpu-clock", "-F", SAMPLES_A_SECOND, "-g",
                "-o", data.toString()).inheritIO().start();
        if (recording.waitFor(1, TimeUnit.SECONDS)) {
            throw new IOException("perf record ended with " + recording.exitValue());
        }
        return new PerfStacks(data, recording);
    }

    /** Ends it: a line for each stack, from the outermost frame to the innermost, and how often it was seen; idleness is left out. */
    List<String> end() throws IOException {
        Programs.run("kill", "-INT", String.valueOf(recording.pid()));
        recording.onExit().join();
        return collapse(Programs.run(PROGRAM, "script", "-i", data.toString(), "-F", "comm,ip,sym").lines().toList());
    }

    /** A stack begins with the name of who ran, then come its frames, each an address and a symbol, and an empty line. */
    static List<String> collapse(List<String> printed) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> stack = new ArrayList<>();
        for (String line : printed) {
            if (!line.isBlank() && !line.startsWith("\t")) {
                stack = new ArrayList<>(List.of(line.strip()));
            } else if (!line.isBlank()) {
                stack.add(1, line.strip().replaceFirst("^[0-9a-f]+ ", ""));
            } else if (!stack.isEmpty() && !stack.get(0).startsWith(IDLE)) {
                counts.merge(String.join(";", stack), 1, Integer::sum);
                stack = new ArrayList<>();
            }
        }
        return counts.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList();
    }
}
