package io.netvscd.replay.cli;

import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.BundleWriter;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.redact.RedactedSource;
import io.netvscd.journal.redact.Redaction;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redact FILE --out FILE}. */
@Command(
        name = "redact",
        description = {
            "Makes a bundle with pseudonyms for addresses and names; it replays as the original does.",
            "What became what is kept beside it in FILE.mapping, which is not for sending."
        },
        mixinStandardHelpOptions = true)
final class RedactCommand implements Callable<Integer> {
    private static final String CONFIGURATION = "netvscd.conf";

    @Mixin
    private Journal journal;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The bundle to write; it must not exist yet.")
    private Path out;

    @Option(names = "--hide", paramLabel = "NAME", description = "Hide this name too (a host's), wherever it stands; repeatable.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Path mapping = out.resolveSibling(out.getFileName() + ".mapping");
        OutputFile.checkNew(out);
        OutputFile.checkNew(mapping);
        Redaction redaction = Redaction.withRandomKey();
        names.forEach(redaction::hideName);
        List<String> leftOut = new ArrayList<>();
        try (JournalSource source = journal.open()) {
            write(source, redaction, leftOut);
            redaction.saveMapping(mapping);
        } catch (IOException e) {
            throw new EnvironmentLacking("--out " + out + ": it cannot be written: " + e.getMessage());
        }
        if (printing.json()) {
            Map<String, Object> json = Json.document("redact");
            json.put("file", out.toString());
            json.put("mapping", mapping.toString());
            json.put("leftOut", leftOut);
            printing.printJson(json);
        } else {
            printing.out().println(out + ": redacted; " + mapping + ": what became what, keep it here");
            leftOut.forEach(part -> printing.out().println("left out: " + part));
        }
        return ExitCodes.DONE;
    }

    private void write(JournalSource source, Redaction redaction, List<String> leftOut) throws IOException {
        try (BundleWriter writer = BundleWriter.create(out);
                Stream<TransitionRecord> records = new RedactedSource(source, redaction).records()) {
            writer.redacted();
            writer.gaps(new RedactedSource(source, redaction).gaps());
            writer.states(new RedactedSource(source, redaction).states());
            writer.transitions(records);
            if (source instanceof BundleReader bundle) {
                bundle.manifest().facts().forEach((name, value) -> writer.fact(name, redaction.redact(value)));
                parts(bundle, writer, redaction, leftOut);
            }
            writer.finish();
        }
    }

    /** The configuration is text and can be redacted; what else there is cannot, above all frames. */
    private static void parts(BundleReader bundle, BundleWriter writer, Redaction redaction, List<String> leftOut)
            throws IOException {
        for (String name : bundle.extraParts()) {
            if (name.equals(CONFIGURATION)) {
                try (InputStream in = bundle.part(name)) {
                    String text = redaction.redact(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    writer.part(name, target -> target.write(text.getBytes(StandardCharsets.UTF_8)));
                }
            } else {
                leftOut.add(name);
            }
        }
    }
}
