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
import java.util.stream.Collectors;
import one.convert.Arguments;
import one.convert.FlameGraph;
import one.profiler.AsyncProfiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flame}: where the thread that moves frames spends its time, from the daemon's methods down into the kernel. */
@Command(name = "flame", description = "A flame graph of the daemon's datapath thread under one kind of load.")
final class FlameCommand implements Callable<Integer> {
    private static final double WARM_UP_SECONDS = 5;
    private static final String START = "start,event=cpu-clock,interval=500us,threads";
    private static final int LACKING = 3;
    /** What is narrower than this part of the graph is left out of it. */
    private static final double LEAST_PERCENT = 0.1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--subject", defaultValue = "user", description = "user, synthetic or netdev (default ${DEFAULT-VALUE})")
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
        if (!List.of("user", "synthetic", "netdev").contains(name)) {
            throw new ParameterException(spec.commandLine(), "no thread of the daemon moves the frames of " + name);
        }
        Path folder = Files.createTempDirectory("netvscd-flame");
        DaemonSubject subject = (DaemonSubject) Subjects.make(name);
        try {
            Path library = library(folder);
            if (library == null) {
                spec.commandLine().getErr().println("datapath-bench: async-profiler has no library for this machine");
                return LACKING;
            }
            new Meter(WARM_UP_SECONDS).measure(subject, measure, 0);
            Path stacks = folder.resolve("stacks");
            tell(subject, library, START);
            double value = new Meter(seconds).measure(subject, measure, 0).get(measure).value();
            tell(subject, library, "stop,collapsed,threads,file=" + stacks);
            draw(stacks, String.format("%s, %s: %s", name, measure.title(), measure.text(value)));
        } finally {
            subject.close();
            DaemonSubject.remove(folder);
        }
        return 0;
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

    /** Only what the thread that moves frames did. */
    private void draw(Path stacks, String title) throws IOException {
        String thread = "[" + DaemonSubject.THREAD + " ";
        String own = Files.readAllLines(stacks).stream()
                .filter(line -> line.startsWith(thread))
                .map(line -> line.substring(line.indexOf(';') + 1))
                .collect(Collectors.joining("\n", "", "\n"));
        Arguments arguments = new Arguments();
        arguments.title = title;
        arguments.minwidth = LEAST_PERCENT;
        FlameGraph graph = new FlameGraph(arguments);
        graph.parseCollapsed(new StringReader(own));
        try (OutputStream page = Files.newOutputStream(out)) {
            graph.dump(page);
        }
    }
}
