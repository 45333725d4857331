package io.netvscd.journal.leveldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTablesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "folder-v1", "journal");
    private static final String TABLE = "000005.sst";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aWholeDatabaseHasAllOfThem() throws IOException {
        assertThat(LiveTables.damages(folder)).isEmpty();
    }

    @Test
    void oneThatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve(TABLE));
        assertThat(LiveTables.damages(folder)).singleElement().asString().contains(TABLE, "missing");
    }

    @Test
    void oneThatIsCutIsNamedWithItsSize() throws IOException {
        byte[] octets = Files.readAllBytes(folder.resolve(TABLE));
        Files.write(folder.resolve(TABLE), Arrays.copyOf(octets, octets.length - 1));
        assertThat(LiveTables.damages(folder)).singleElement().asString().contains(TABLE, octets.length - 1 + " octets");
    }

    @Test
    void oneThatEndsInZerosIsNamed() throws IOException {
        byte[] octets = Files.readAllBytes(folder.resolve(TABLE));
        Arrays.fill(octets, octets.length - 100, octets.length, (byte) 0);
        Files.write(folder.resolve(TABLE), octets);
        assertThat(LiveTables.damages(folder)).singleElement().asString().contains(TABLE, "does not end as one");
    }
}
