package io.netvscd.tests.bench.datapath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processor time as {@code /proc} counts it, in hundredths of a second. */
final class Cpu {
    private static final double TICKS_A_SECOND = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private Cpu() {
    }

    /** Seconds that a process has used; 0 once it is gone. */
    static double seconds(long pid) {
        try {
            return (ticks(pid, USER) + ticks(pid, SYSTEM)) / TICKS_A_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Seconds that each thread of a process has used, by its name; those of one name together. In billionths, as the scheduler counts. */
    static Map<String, Double> secondsOfThreads(long pid) throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : threads.toList()) {
                seconds.merge(name(task), scheduled(task), Double::sum);
            }
        }
        return seconds;
    }

    private static double scheduled(Path task) {
        try {
            return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]) / 1e9;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Seconds that processes have used which this one did not start: other work on the machine. */
    static double secondsElsewhere() {
        Set<Long> ours = Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> !ours.contains(pid))
                .mapToDouble(Cpu::seconds)
                .sum();
    }

    private static long ticks(long pid, int field) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field]);
    }

    /** Binds a thread of a process, known by its name, to a processor. */
    static void pin(long pid, String thread, int processor) throws Exception {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : threads.toList()) {
                if (name(task).equals(thread)) {
                    Programs.run("taskset", "-cp", String.valueOf(processor), task.getFileName().toString());
                }
            }
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }
}
