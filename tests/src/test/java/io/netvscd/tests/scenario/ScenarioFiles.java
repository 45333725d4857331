package io.netvscd.tests.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder of scenarios. */
final class ScenarioFiles {
    private static final Path FOLDER = Path.of("src", "test", "resources", "scenarios");

    private ScenarioFiles() {
    }

    /** Every scenario, in the order of their names. */
    static Stream<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
        }
    }
}
