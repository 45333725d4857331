package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Octets that an earlier build wrote, one file for each input, with what they mean beside them as JSON. Never edited: for a new input run
 * this test once with {@code -Dnetvscd.golden=write}, which writes what is missing and touches nothing else.
 */
class GoldenRecordsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/v1");

    @Test
    void everyGoldenRecordIsReadAsItWasMeant() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".bin")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            TransitionRecord record = JournalCodec.decodeTransition(Files.readAllBytes(file));
            assertThat(record).as(file.toString()).isEqualTo(JsonLines.readTransition(Files.readString(meaning(file)).strip()));
        }
    }

    @Test
    void everyInputHasAGoldenRecord() throws IOException {
        for (TransitionRecord sample : Samples.ofEveryInput(77)) {
            Path file = FOLDER.resolve(sample.input().getClass().getSimpleName() + ".bin");
            if ("write".equals(System.getProperty("netvscd.golden")) && !Files.exists(file)) {
                Files.createDirectories(FOLDER);
                Files.write(file, JournalCodec.encode(sample));
                Files.writeString(meaning(file), JsonLines.line(sample) + '\n');
            }
            assertThat(file).as("rerun with -Dnetvscd.golden=write").exists();
        }
    }

    private static Path meaning(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".bin", ".json"));
    }
}
