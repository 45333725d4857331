package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.journal.export.BundleWriter;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.redact.RedactedSource;
import io.netvscd.journal.redact.Redaction;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: the running daemon's journal as one bundle file, while traffic flows. */
@Command(name = "export",
        description = {
            "Write the running daemon's journal into one file, for replay-tool.",
            "Addresses and host names become pseudonyms; what became what is kept",
            "beside it in FILE.mapping, which is for this machine alone."
        })
final class ExportCommand implements Callable<Integer> {
    private static final Pattern FROZEN = Pattern.compile("\\w[\\w.-]*-\\d+-\\d+\\.nvbb");

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the bundle to write")
    private Path out;

    @Option(names = "--raw", description = "with addresses and names as they are, and the frames of black boxes")
    private boolean raw;

    @Override
    public Integer call() throws CommandFailed {
        Path parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, "--out " + out + ": there is no folder " + parent);
        }
        try (ReceivedJournal received = new ReceivedJournal()) {
            JsonNode about = daemon.call("export", ControlClient.args(), received::add);
            received.complete();
            ObjectNode done = Console.json().createObjectNode()
                    .put("file", out.toString())
                    .put("records", received.count())
                    .put("redacted", !raw);
            ArrayNode said = done.putArray("said").add(out + ": " + received.count() + " transitions");
            if (raw) {
                write(received, about, null);
            } else {
                Path mapping = redact(received, about);
                done.put("mapping", mapping.toString());
                said.add(mapping + ": what became what; keep it here");
            }
            Answers.print(new Console(spec), daemon, done);
            return 0;
        } catch (IOException | UncheckedIOException failed) {
            throw new CommandFailed(CommandFailed.MISSING, "--out " + out + ": " + failed.getMessage());
        }
    }

    private Path redact(ReceivedJournal received, JsonNode about) throws IOException {
        Redaction redaction = Redaction.withRandomKey();
        redaction.hideName(InetAddress.getLocalHost().getHostName());
        write(new RedactedSource(received, redaction), about, redaction);
        Path mapping = out.resolveSibling(out.getFileName() + ".mapping");
        redaction.saveMapping(mapping);
        return mapping;
    }

    private void write(JournalSource source, JsonNode about, Redaction redaction) throws IOException {
        String config = about.path("config").asText();
        try (BundleWriter writer = BundleWriter.create(out); Stream<TransitionRecord> records = source.records()) {
            writer.fact("netvscd", about.path("version").asText());
            writer.fact("kernel", System.getProperty("os.version"));
            writer.fact("java", System.getProperty("java.version"));
            if (redaction != null) {
                writer.redacted();
            }
            writer.gaps(source.gaps());
            writer.states(source.states());
            writer.transitions(records);
            String told = redaction == null ? config : redaction.redact(config);
            writer.part("netvscd.conf", target -> target.write(told.getBytes(StandardCharsets.UTF_8)));
            if (redaction == null) {
                frames(writer, about.path("journal").asText());
            }
            writer.finish();
        }
    }

    /** Frozen black boxes hold frames as they were, so they go into a raw bundle alone; they never change. */
    private static void frames(BundleWriter writer, String journal) throws IOException {
        Path folder = Path.of(journal, "blackbox");
        if (journal.isEmpty() || !Files.isReadable(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> FROZEN.matcher(each.getFileName().toString()).matches()).sorted().toList()) {
                writer.part("blackbox/" + file.getFileName(), target -> Files.copy(file, target));
            }
        }
    }
}
