package io.netvscd.replay.cli;

import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.BundleWriter;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export PATH --out FILE}. */
@Command(
        name = "export",
        description = {
            "Makes a bundle of a journal folder and its black boxes; the same content gives the same octets.",
            "Of a damaged journal, --until saves what is before the damage; 'verify' names the last good tick."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "A journal folder or a bundle.")
    private Path path;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The bundle to write; it must not exist yet.")
    private Path out;

    @Option(names = "--until", paramLabel = "TICK", description = "The last record to export: 42, or LIFE:42.")
    private String until;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        OutputFile.checkNew(out);
        long bytes;
        try (JournalSource source = JournalSource.open(path)) {
            write(until == null ? source : new UpToTick(source, Journal.tick(until)), source);
            bytes = Files.size(out);
        } catch (IOException e) {
            throw new EnvironmentLacking("--out " + out + ": it cannot be written: " + e.getMessage());
        }
        if (printing.json()) {
            Map<String, Object> json = Json.document("export");
            json.put("file", out.toString());
            json.put("bytes", bytes);
            printing.printJson(json);
        } else {
            printing.out().println(out + ": " + bytes + " octets");
        }
        return ExitCodes.DONE;
    }

    /** @param whole what the source is a part of, or the source itself */
    private void write(JournalSource source, JournalSource whole) throws IOException {
        BlackBoxFiles boxes = new BlackBoxFiles(whole);
        try (BundleWriter writer = BundleWriter.create(out); Stream<TransitionRecord> records = source.records()) {
            if (whole instanceof BundleReader bundle) {
                bundle.manifest().facts().forEach(writer::fact);
                if (bundle.manifest().redacted()) {
                    writer.redacted();
                }
            }
            writer.gaps(source.gaps());
            writer.states(source.states());
            writer.transitions(records);
            for (String name : boxes.names()) {
                writer.part(name, target -> target.write(boxes.octets(name)));
            }
            writer.finish();
        }
    }
}
