package io.netvscd.tests.bench.datapath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that the benchmark starts: traffic and forwarder, compiled by its launcher, and whatever peer is installed. */
final class Programs {
    /** Where the launcher puts what it compiled. */
    private static final Path COMPILED = Path.of(System.getProperty("netvscd.bench.tools", "tests/target/bench"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long END_SECONDS_MAX = 60;

    private Programs() {
    }

    static boolean isInstalled(String program) {
        return Stream.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
    }

    static String compiled(String program) {
        return COMPILED.resolve(program).toAbsolutePath().toString();
    }

    static boolean areCompiled() {
        return Files.isExecutable(Path.of(compiled("traffic"))) && Files.isExecutable(Path.of(compiled("forwarder")));
    }

    /** Runs a program to its end and returns what it printed. */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output.strip());
        }
        return output;
    }

    /** Begins traffic in a namespace, on one processor. */
    static Running traffic(NetworkNamespace end, int processor, Object... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", end.name(), "taskset", "-c",
                String.valueOf(processor), compiled("traffic")));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        return new Running(String.join(" ", command), new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** A program that ends by itself and prints one JSON object. */
    record Running(String what, Process process) {
        JsonNode result() throws IOException, InterruptedException {
            byte[] printed = process.getInputStream().readAllBytes();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new IOException(what + " ended with " + process.exitValue());
            }
            return JSON.readTree(printed);
        }

        void end() {
            process.destroy();
            process.onExit().join();
        }
    }
}
