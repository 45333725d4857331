package io.netvscd.journal.export;

import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes a bundle: a ZIP whose last entry, the manifest, vouches for all others. The same content gives the same octets. The file gets its
 * name when it is complete.
 */
public final class BundleWriter implements AutoCloseable {
    /** What writes the content of a part. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** ZIP knows no earlier time, and nobody shall read anything into it. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path file;
    private final Path draft;
    private final ZipOutputStream zip;
    private final SortedMap<String, BundleManifest.Part> parts = new TreeMap<>();
    private final SortedMap<String, String> facts = new TreeMap<>();
    private final LineChain transitions = new LineChain();
    private final LineChain gaps = new LineChain();
    private boolean redacted;
    private boolean finished;

    private BundleWriter(Path file) throws IOException {
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".part");
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)));
    }

    public static BundleWriter create(Path file) throws IOException {
        return new BundleWriter(file.toAbsolutePath());
    }

    /** Writes a whole bundle of what a source has. */
    public static void write(Path file, JournalSource source, SortedMap<String, String> facts) throws IOException {
        try (BundleWriter writer = create(file); Stream<TransitionRecord> records = source.records()) {
            facts.forEach(writer::fact);
            writer.gaps(source.gaps());
            writer.states(source.states());
            writer.transitions(records);
            writer.finish();
        }
    }

    /** A line for the manifest: a version, a kernel. */
    public void fact(String name, String value) {
        facts.put(name, value);
    }

    /** Notes that names, addresses and payloads in all parts are pseudonyms. */
    public void redacted() {
        redacted = true;
    }

    /** The records, in tick order; once. */
    public void transitions(Stream<TransitionRecord> records) throws IOException {
        part(BundleManifest.TRANSITIONS, out -> {
            for (Iterator<TransitionRecord> each = records.iterator(); each.hasNext();) {
                writeLine(out, JsonLines.line(each.next()), transitions);
            }
        });
    }

    /** What the journal could not keep, in order; once. */
    public void gaps(Iterable<JournalGap> records) throws IOException {
        part(BundleManifest.GAPS, out -> {
            for (JournalGap gap : records) {
                writeLine(out, JsonLines.line(gap), gaps);
            }
        });
    }

    /** What owners knew where records before are not there; once. No part where there is nothing to say. */
    public void states(List<KnownState> states) throws IOException {
        if (!states.isEmpty()) {
            part(BundleManifest.STATES, out -> {
                for (KnownState state : states) {
                    out.write((JsonLines.line(state) + '\n').getBytes(StandardCharsets.UTF_8));
                }
            });
        }
    }

    /** Any other part: configuration, log, capture. The name is a relative path of plain characters. */
    public void part(String name, Content content) throws IOException {
        BundleRules.checkName(name);
        if (parts.containsKey(name)) {
            throw new IllegalArgumentException("the bundle has a part " + name + " already");
        }
        begin(name);
        MessageDigest digest = LineChain.sha256();
        CountingOutput out = new CountingOutput(new DigestOutputStream(zip, digest));
        content.writeTo(out);
        zip.closeEntry();
        parts.put(name, new BundleManifest.Part(out.count(), HexFormat.of().formatHex(digest.digest())));
    }

    /** Writes the manifest and gives the file its name. Without this, closing leaves nothing behind. */
    public void finish() throws IOException {
        begin(BundleManifest.NAME);
        zip.write(new BundleManifest(transitions.lines(), gaps.lines(), transitions.head(), redacted, facts, parts).toJson()
                .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.close();
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private static void writeLine(OutputStream out, String line, LineChain chain) throws IOException {
        chain.add(line);
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            try {
                zip.close();
            } finally {
                Files.deleteIfExists(draft);
            }
        }
    }
}
