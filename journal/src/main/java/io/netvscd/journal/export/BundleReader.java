package io.netvscd.journal.export;

import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A bundle as a source. It is read whole and checked against its manifest when it is opened, part by part with little memory; after that
 * every part is what was written.
 */
public final class BundleReader implements JournalSource {
    private static final Set<String> JOURNAL = Set.of(BundleManifest.TRANSITIONS, BundleManifest.GAPS, BundleManifest.STATES);

    private final Path path;
    private final ZipFile zip;
    private final BundleManifest manifest;

    private BundleReader(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.manifest = readManifest();
        checkNames();
        checkParts();
        checkLines();
    }

    /** The manifest vouches for the other parts, and the ZIP's CRC-32, which Java leaves unchecked, for the manifest. */
    private BundleManifest readManifest() throws IOException {
        ZipEntry entry = entry(BundleManifest.NAME);
        byte[] text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = in.readNBytes(BundleRules.MANIFEST_BYTES + 1);
        }
        if (text.length > BundleRules.MANIFEST_BYTES) {
            throw new BundleRefused(BundleManifest.NAME + " has more than " + BundleRules.MANIFEST_BYTES + " octets");
        }
        CRC32 crc = new CRC32();
        crc.update(text);
        if (crc.getValue() != entry.getCrc()) {
            throw new BundleRefused(BundleManifest.NAME + ": its CRC-32 does not match");
        }
        return BundleManifest.parse(new String(text, StandardCharsets.UTF_8));
    }

    /**
     * Opens a bundle and checks it.
     *
     * @throws BundleRefused with the part and the reason
     */
    public static BundleReader open(Path path) {
        ZipFile zip = null;
        try {
            BundleRules.checkDirectory(path);
            zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
            return new BundleReader(path, zip);
        } catch (ZipException | IllegalArgumentException e) {
            close(zip);
            throw new BundleRefused(path + ": no whole ZIP: " + e.getMessage(), e);
        } catch (IOException e) {
            close(zip);
            throw new BundleRefused(path + ": cannot be read: " + e.getMessage(), e);
        } catch (BundleRefused e) {
            close(zip);
            throw e;
        }
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** The names of the parts that are neither records, gaps nor states: configuration, logs, captures. */
    public List<String> extraParts() {
        return manifest.parts().keySet().stream().filter(name -> !JOURNAL.contains(name)).toList();
    }

    /** The content of a part that the manifest names. */
    public InputStream part(String name) throws IOException {
        return zip.getInputStream(entry(name));
    }

    @Override
    public Stream<TransitionRecord> records() {
        return parsed(BundleManifest.TRANSITIONS, JsonLines::readTransition);
    }

    @Override
    public List<JournalGap> gaps() {
        try (Stream<JournalGap> gaps = parsed(BundleManifest.GAPS, JsonLines::readGap)) {
            return gaps.toList();
        }
    }

    @Override
    public List<KnownState> states() {
        if (!manifest.parts().containsKey(BundleManifest.STATES)) {
            return List.of();
        }
        try (Stream<KnownState> states = parsed(BundleManifest.STATES, JsonLines::readState)) {
            return states.toList();
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        close(zip);
    }

    private <T> Stream<T> parsed(String name, Function<String, T> parse) {
        try {
            LineReader lines = new LineReader(part(name), name);
            return lines.stream().map(line -> {
                try {
                    return parse.apply(line);
                } catch (CorruptRecord e) {
                    throw new BundleRefused(name + " line " + lines.line() + e.getMessage(), e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BundleRefused(path + ": no " + name + " in it");
        }
        return entry;
    }

    private void checkNames() {
        Set<String> there = new TreeSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            BundleRules.checkName(entry.getName());
            if (!there.add(entry.getName())) {
                throw new BundleRefused(path + ": two parts are called " + entry.getName());
            }
        }
        Set<String> named = new TreeSet<>(manifest.parts().keySet());
        named.add(BundleManifest.NAME);
        if (!there.equals(named)) {
            throw new BundleRefused(path + ": it holds " + there + " and its manifest names " + named);
        }
    }

    private void checkParts() throws IOException {
        long total = 0;
        byte[] buffer = new byte[64 << 10];
        for (String name : manifest.parts().keySet()) {
            ZipEntry entry = entry(name);
            MessageDigest digest = LineChain.sha256();
            long bytes = 0;
            try (InputStream in = zip.getInputStream(entry)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                    bytes += count;
                    total += count;
                    BundleRules.checkSize(name, entry.getCompressedSize(), bytes, total);
                }
            } catch (IOException e) {
                throw new BundleRefused(name + ": damaged after " + bytes + " octets: " + e.getMessage(), e);
            }
            BundleManifest.Part part = manifest.parts().get(name);
            if (bytes != part.bytes() || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
                throw new BundleRefused(name + ": its " + bytes + " octets are not those that the manifest vouches for");
            }
        }
    }

    private void checkLines() throws IOException {
        LineChain chain = new LineChain();
        new LineReader(part(BundleManifest.TRANSITIONS), BundleManifest.TRANSITIONS).stream().forEach(chain::add);
        if (chain.lines() != manifest.records() || !chain.head().equals(manifest.chainHead())) {
            throw new BundleRefused(BundleManifest.TRANSITIONS + ": " + chain.lines() + " records with chain head " + chain.head()
                    + ", where the manifest has " + manifest.records() + " and " + manifest.chainHead());
        }
        long gaps = new LineReader(part(BundleManifest.GAPS), BundleManifest.GAPS).stream().count();
        if (gaps != manifest.gaps()) {
            throw new BundleRefused(BundleManifest.GAPS + ": " + gaps + " lines, where the manifest has " + manifest.gaps());
        }
    }

    private static void close(ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
