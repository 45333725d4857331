package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.journal.export.BundleWriter;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: the running daemon's journal as one bundle file, while traffic flows. */
@Command(name = "export", description = "Write the running daemon's journal into one file, for replay-tool.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the bundle to write")
    private Path out;

    @Option(names = "--raw", description = "with addresses and names as they are; so far there is no other way")
    private boolean raw;

    @Override
    public Integer call() throws CommandFailed {
        Console console = new Console(spec);
        if (!raw) {
            console.say("note: the bundle is raw, so far always: it holds MAC and IP addresses as they are");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, "--out " + out + ": there is no folder " + parent);
        }
        List<TransitionRecord> turns = new ArrayList<>();
        List<JournalGap> gaps = new ArrayList<>();
        JsonNode result = daemon.call("export", ControlClient.args(), item -> {
            if (item.has("transition")) {
                turns.add(JsonLines.readTransition(item.path("transition").asText()));
            } else {
                gaps.add(JsonLines.readGap(item.path("gap").asText()));
            }
        });
        turns.sort(Comparator.comparing(TransitionRecord::stamp));
        try (BundleWriter writer = BundleWriter.create(out)) {
            writer.fact("netvscd", result.path("version").asText());
            writer.fact("kernel", System.getProperty("os.version"));
            writer.fact("java", System.getProperty("java.version"));
            writer.gaps(gaps);
            writer.transitions(turns.stream());
            writer.part("netvscd.conf", target ->
                    target.write(result.path("config").asText().getBytes(StandardCharsets.UTF_8)));
            writer.finish();
        } catch (IOException failed) {
            throw new CommandFailed(CommandFailed.MISSING, "--out " + out + ": " + failed.getMessage());
        }
        ObjectNode done = Console.json().createObjectNode().put("file", out.toString()).put("records", turns.size());
        done.putArray("said").add(out + ": " + turns.size() + " transitions");
        Answers.print(console, daemon, done);
        return 0;
    }
}
