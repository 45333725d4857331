package io.netvscd.replay.cli;

import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.JournalImport;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import FILE --out DIR}. */
@Command(
        name = "import",
        description = "Makes a journal folder of a bundle.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A bundle.")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to make; new or empty.")
    private Path out;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file + ": there is no such file");
        }
        long records;
        try (JournalSource source = BundleReader.open(file)) {
            records = JournalImport.into(out, source);
            BlackBoxFiles boxes = new BlackBoxFiles(source);
            for (String name : boxes.names()) {
                Path box = out.resolve(name);
                Files.createDirectories(box.getParent());
                Files.write(box, boxes.octets(name));
            }
        } catch (IOException e) {
            throw new EnvironmentLacking("--out " + out + ": it cannot be written: " + e.getMessage());
        }
        if (printing.json()) {
            Map<String, Object> json = Json.document("import");
            json.put("folder", out.toString());
            json.put("records", records);
            printing.printJson(json);
        } else {
            printing.out().println(out + ": " + records + " records");
        }
        return ExitCodes.DONE;
    }
}
