package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import io.netvscd.replay.pcap.Capture;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pcap PATH OUT}. */
@Command(
        name = "pcap",
        description = "A capture (pcapng) of the control plane's messages and the frames that black boxes kept, with the transitions "
                + "as comments.",
        mixinStandardHelpOptions = true)
final class PcapCommand implements Callable<Integer> {
    @Mixin
    private Journal journal;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write; it must not exist yet.")
    private Path out;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        OutputFile.checkNew(out);
        Capture.Result result;
        try (JournalSource source = journal.open()) {
            BlackBoxFiles boxes = new BlackBoxFiles(source);
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
                result = Capture.write(file, source, boxes);
            } catch (IOException e) {
                throw new EnvironmentLacking(out + ": it cannot be written: " + e.getMessage());
            }
            boxes.complaints().forEach(printing.err()::println);
            print(result, boxes);
        }
        return ExitCodes.DONE;
    }

    private void print(Capture.Result result, BlackBoxFiles boxes) {
        if (printing.json()) {
            Map<String, Object> json = Json.document("pcap");
            json.put("file", out.toString());
            json.put("control", result.control());
            json.put("frames", result.frames());
            json.put("blackBoxes", boxes.names());
            json.put("complaints", boxes.complaints());
            printing.printJson(json);
        } else {
            printing.out().println(out + ": " + result.control() + " packets of the control plane, " + result.frames()
                    + " frames from " + boxes.names().size() + " black box(es)");
        }
    }
}
