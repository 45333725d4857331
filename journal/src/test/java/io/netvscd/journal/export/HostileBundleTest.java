package io.netvscd.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.Samples;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles from people who mean harm. The reader has a few MiB of memory for each, whatever it claims. */
class HostileBundleTest {
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    private Path folder;

    @Test
    void namesThatLeaveTheFolderAreRefused() throws Exception {
        for (String name : List.of("../evil", "/etc/passwd", "a/../../b", "a\\b", ".hidden", "a//b", "a/", "C:evil", "a\u0000b")) {
            isRefused(Map.of(name, NOTHING), "a part's name must be plain");
        }
    }

    @Test
    void aZipBombIsRefusedBeforeItIsUnpacked() throws Exception {
        isRefused(Map.of("bomb.bin", new byte[64 << 20]), "times its size");
    }

    @Test
    void aBlackBoxThatSawLittleIsNoBomb() throws Exception {
        Map<String, byte[]> parts = parts(Map.of("blackbox/eth0-1-63.nvbb", new byte[6 << 20]));
        try (BundleReader reader = BundleReader.open(zip(parts, manifest(parts)))) {
            assertThat(reader.manifest().parts()).containsKey("blackbox/eth0-1-63.nvbb");
        }
    }

    @Test
    void moreRecordsThanThereAreAreRefused() throws Exception {
        String manifest = manifest(parts(Map.of())).replace("\"records\" : 0", "\"records\" : 1000000000");
        assertThatThrownBy(() -> BundleReader.open(zip(parts(Map.of()), manifest))).isInstanceOf(BundleRefused.class)
                .hasMessageContaining("0 records").hasMessageContaining("1000000000");
    }

    @Test
    void moreEntriesThanABundleHasAreRefused() throws Exception {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            many.put("part" + i, NOTHING);
        }
        isRefused(many, "a bundle has at most");
    }

    @Test
    void aLineWithoutEndIsRefused() throws Exception {
        byte[] line = "[".repeat(JsonLines.LINE_CHARS + 1).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < line.length; i++) {
            line[i] = (byte) ('!' + i * 31L * i % 90);
        }
        isRefused(Map.of(BundleManifest.TRANSITIONS, line), "longer than");
    }

    @Test
    void brokenJsonIsRefusedWithItsLine() throws Exception {
        for (String line : List.of("{", "[]", "null", "{\"stamp\":1}", "{\"a\":1,\"a\":2}", "[".repeat(1_000),
                "\"\\ud800", "1e999999999")) {
            byte[] octets = (JsonLines.line(Samples.at(1, 1)) + '\n' + line + '\n').getBytes(StandardCharsets.UTF_8);
            Map<String, byte[]> parts = parts(Map.of(BundleManifest.TRANSITIONS, octets));
            LineChain chain = new LineChain();
            chain.add(JsonLines.line(Samples.at(1, 1)));
            chain.add(line);
            String manifest = manifest(parts).replace("\"records\" : 0", "\"records\" : 2")
                    .replaceFirst("\"chainHead\" : \"[0-9a-f]*\"", "\"chainHead\" : \"" + chain.head() + '"');
            try (BundleReader reader = BundleReader.open(zip(parts, manifest)); Stream<TransitionRecord> records = reader.records()) {
                assertThatThrownBy(records::toList).as(line).isInstanceOf(BundleRefused.class)
                        .hasMessageContaining("transitions.jsonl line 2");
            } catch (BundleRefused e) {
                assertThat(e).as(line).hasMessageContaining("transitions.jsonl");
            }
        }
    }

    @Test
    void aManifestThatIsNoneIsRefused() throws Exception {
        for (String manifest : List.of("", "{}", "[]", "{\"format\":\"netvscd-bundle\",\"version\":2}", "x".repeat(2 << 20))) {
            Path file = zip(parts(Map.of()), manifest);
            assertThatThrownBy(() -> BundleReader.open(file)).isInstanceOf(BundleRefused.class);
        }
    }

    @Test
    void filesThatAreNoZipAreRefused() throws Exception {
        for (byte[] octets : List.of(NOTHING, new byte[21], new byte[1_000], "PK".repeat(5_000).getBytes(StandardCharsets.US_ASCII))) {
            Path file = Files.write(folder.resolve("file"), octets);
            assertThatThrownBy(() -> BundleReader.open(file)).isInstanceOf(BundleRefused.class);
        }
    }

    @Test
    void everyFlippedBitIsFoundOrChangesNothing() throws Exception {
        Path file = folder.resolve("small.zip");
        List<TransitionRecord> records = List.of(Samples.at(1, 1), Samples.at(1, 2));
        try (BundleWriter writer = BundleWriter.create(file)) {
            writer.fact("version", "1");
            writer.gaps(List.of());
            writer.transitions(records.stream());
            writer.finish();
        }
        byte[] octets = Files.readAllBytes(file);
        BundleManifest manifest;
        try (BundleReader reader = BundleReader.open(file)) {
            manifest = reader.manifest();
        }
        for (int bit = 0; bit < octets.length * 8; bit++) {
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, octets);
            try (BundleReader reader = BundleReader.open(file); Stream<TransitionRecord> read = reader.records()) {
                assertThat(reader.manifest()).as("bit " + bit).isEqualTo(manifest);
                assertThat(read.toList()).as("bit " + bit).isEqualTo(records);
            } catch (BundleRefused e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            octets[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private void isRefused(Map<String, byte[]> hostile, String why) throws Exception {
        Map<String, byte[]> parts = parts(hostile);
        Path file = zip(parts, manifest(parts));
        assertThatThrownBy(() -> BundleReader.open(file)).isInstanceOf(BundleRefused.class).hasMessageContaining(why);
    }

    private static Map<String, byte[]> parts(Map<String, byte[]> more) {
        Map<String, byte[]> parts = new TreeMap<>(Map.of(BundleManifest.TRANSITIONS, NOTHING, BundleManifest.GAPS, NOTHING));
        parts.putAll(more);
        return parts;
    }

    private static String manifest(Map<String, byte[]> parts) throws Exception {
        TreeMap<String, BundleManifest.Part> named = new TreeMap<>();
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(part.getValue()));
            named.put(part.getKey(), new BundleManifest.Part(part.getValue().length, sha256));
        }
        return new BundleManifest(0, 0, new LineChain().head(), false, new TreeMap<>(), named).toJson();
    }

    private Path zip(Map<String, byte[]> parts, String manifest) throws IOException {
        Path file = folder.resolve("hostile.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
            zip.putNextEntry(new ZipEntry(BundleManifest.NAME));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
