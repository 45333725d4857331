package io.netvscd.replay.cli;

import io.netvscd.replay.Incident;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** replay-tool as a test runs it: what the last command printed is kept. */
final class Tool {
    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** Writes what it is to play into this folder. */
    Tool(Path folder) {
        this.folder = folder;
    }

    /** Runs a command; returns its exit code. */
    int run(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        return ReplayTool.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    /** Standard output of the last command. */
    String out() {
        return out.toString();
    }

    /** Standard error of the last command. */
    String err() {
        return err.toString();
    }

    /** A scenario file with these steps. */
    String scenario(String name, String... steps) throws IOException {
        Path file = folder.resolve(name + ".conf");
        Files.writeString(file, Incident.file(steps));
        return file.toString();
    }

    /** The journal folder of these steps, played. */
    String play(String name, String... steps) throws IOException {
        String journal = folder.resolve(name).toString();
        if (run("play", scenario(name, steps), "--journal", journal) != 0) {
            throw new AssertionError(err() + out());
        }
        out = new StringWriter();
        return journal;
    }
}
