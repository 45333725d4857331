package io.netvscd.datapath.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Octets written down by hand from the protocol, in hex; everything from a {@code #} to the line's end explains. */
public final class GoldenFile {
    private GoldenFile() {
    }

    /** The octets of {@code golden/NAME.hex}. */
    public static byte[] read(String name) {
        return HexFormat.of().parseHex(text(name).replaceAll("#[^\n]*", "").replaceAll("\\s", ""));
    }

    /** What the file says, words and all. */
    static String text(String name) {
        try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/" + name + ".hex")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all files in a folder, sorted. */
    public static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(GoldenFile.class.getResource("/golden/" + folder), folder).toURI()))) {
            return files.map(file -> file.getFileName().toString().replace(".hex", "")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
