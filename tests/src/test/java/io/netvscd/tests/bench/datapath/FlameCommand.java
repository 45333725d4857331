package io.netvscd.tests.bench.datapath;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import one.convert.Arguments;
import one.convert.FlameGraph;
import one.profiler.AsyncProfiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code flame}: where the thread that moves frames spends its time, from the daemon's methods down into the kernel; of a subject without
 * such a thread, what the processors do.
 */
@Command(name = "flame", description = "A flame graph under one kind of load: of the daemon's datapath thread, or of the processors.")
final class FlameCommand implements Callable<Integer> {
    private static final double WARM_UP_SECONDS = 5;
    private static final String START = "start,event=cpu-clock,interval=500us,threads";
    private static final int LACKING = 3;
    /** Subjects in which one thread of the daemon moves the frames. */
    private static final List<String> OWN_THREAD = List.of("user", "synthetic", "netdev");
    /** What is narrower than this part of the graph is left out of it. */
    private static final double LEAST_PERCENT = 0.1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--subject", defaultValue = "user",
            description = "of user, synthetic and netdev the daemon's thread, of others the processors (default ${DEFAULT-VALUE})")
    private String name;

    @Option(names = "--measure", defaultValue = "capacity_in",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Measure measure;

    @Option(names = "--seconds", defaultValue = "10", description = "of load (default ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--out", required = true, description = "the page to write")
    private Path out;

    @Override
    public Integer call() throws Exception {
        if (!Subjects.names().contains(name)) {
            throw new ParameterException(spec.commandLine(), "no subject '" + name + "'; there are " + Subjects.names());
        }
        Path folder = Files.createTempDirectory("netvscd-flame");
        Subject subject = Subjects.make(name);
        try {
            new Meter(WARM_UP_SECONDS).measure(subject, measure, 0);
            return OWN_THREAD.contains(name) ? ofThread((DaemonSubject) subject, folder) : ofProcessors(subject, folder);
        } finally {
            subject.close();
            DaemonSubject.remove(folder);
        }
    }

    private int ofThread(DaemonSubject subject, Path folder) throws Exception {
        Path library = library(folder);
        if (library == null) {
            spec.commandLine().getErr().println("datapath-bench: async-profiler has no library for this machine");
            return LACKING;
        }
        Path stacks = folder.resolve("stacks");
        tell(subject, library, START);
        double value = load(subject);
        tell(subject, library, "stop,collapsed,threads,file=" + stacks);
        String thread = "[" + DaemonSubject.THREAD + " ";
        draw(Files.readAllLines(stacks).stream()
                .filter(line -> line.startsWith(thread))
                .map(line -> line.substring(line.indexOf(';') + 1))
                .toList(), value);
        return 0;
    }

    private int ofProcessors(Subject subject, Path folder) throws Exception {
        if (!PerfStacks.canBeHad()) {
            spec.commandLine().getErr().println("datapath-bench: there is no perf (Debian: linux-perf)");
            return LACKING;
        }
        PerfStacks stacks = PerfStacks.record(folder);
        double value = load(subject);
        draw(stacks.end(), value);
        return 0;
    }

    private double load(Subject subject) throws Exception {
        return new Meter(seconds).measure(subject, measure, 0).get(measure).value();
    }

    /** The profiler's own library, out of its jar; null where there is none for this machine. */
    private static Path library(Path folder) throws IOException {
        String machine = System.getProperty("os.arch").equals("amd64") ? "linux-x64" : "linux-arm64";
        Path library = folder.resolve("libasyncProfiler.so");
        try (InputStream packed = AsyncProfiler.class.getResourceAsStream("/" + machine + "/libasyncProfiler.so")) {
            if (packed == null) {
                return null;
            }
            Files.copy(packed, library);
        }
        return library;
    }

    private static void tell(DaemonSubject subject, Path library, String words) throws Exception {
        VirtualMachine daemon = VirtualMachine.attach(String.valueOf(subject.daemon().pid()));
        try {
            daemon.loadAgentPath(library.toString(), words);
        } finally {
            daemon.detach();
        }
    }

    private void draw(List<String> stacks, double value) throws IOException {
        Arguments arguments = new Arguments();
        arguments.title = String.format("%s, %s: %s", name, measure.title(), measure.text(value));
        arguments.minwidth = LEAST_PERCENT;
        FlameGraph graph = new FlameGraph(arguments);
        graph.parseCollapsed(new StringReader(String.join("\n", stacks) + "\n"));
        try (OutputStream page = Files.newOutputStream(out)) {
            graph.dump(page);
        }
    }
}
