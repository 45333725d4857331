package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.replay.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report PATH --html OUT}. */
@Command(
        name = "report",
        description = "One HTML file that tells what happened: in words, as a picture, with causes, and every transition. "
                + "It needs no network.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "A journal folder or a bundle.")
    private Path path;

    @Option(names = "--html", paramLabel = "OUT", required = true, description = "The file to write; it must not exist yet.")
    private Path out;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        OutputFile.checkNew(out);
        String page;
        try (JournalSource source = JournalSource.open(path)) {
            page = ReportPage.of(source);
        }
        try {
            Files.writeString(out, page);
        } catch (IOException e) {
            throw new EnvironmentLacking("--html " + out + ": it cannot be written: " + e.getMessage());
        }
        if (printing.json()) {
            Map<String, Object> json = Json.document("report");
            json.put("file", out.toString());
            printing.printJson(json);
        } else {
            printing.out().println(out);
        }
        return ExitCodes.DONE;
    }
}
