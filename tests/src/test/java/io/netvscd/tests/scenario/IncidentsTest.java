package io.netvscd.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No known incident is without a scenario or a test that exists, and no scenario without a row of the page. */
class IncidentsTest {
    private static final int LAST_COLLECTED = 153;
    private static final Set<Integer> NEVER_GIVEN = Set.of(33, 38, 39, 45, 50, 57, 60, 76, 82, 137);
    private static final Path MODULES = Path.of("..");

    @Test
    void everyIncidentHasItsRow() throws IOException {
        assertThat(IncidentPage.rows()).extracting(IncidentPage.Row::number)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(IntStream.rangeClosed(1, LAST_COLLECTED)
                        .filter(number -> !NEVER_GIVEN.contains(number)).boxed().toList());
    }

    @Test
    void everyRowNamesWhatHoldsIt() throws IOException {
        assertThat(IncidentPage.rows()).allSatisfy(row -> assertThat(row.holders()).as(row.incident()).isNotEmpty());
    }

    @Test
    void everyScenarioNamedIsThereAndEveryScenarioIsNamed() throws IOException {
        Set<String> named = new TreeSet<>();
        IncidentPage.rows().forEach(row -> named.addAll(row.scenarios()));

        assertThat(named).containsExactlyInAnyOrderElementsOf(
                ScenarioFiles.all().map(file -> file.getFileName().toString()).toList());
    }

    @Test
    void aScenarioStandsInTheRowOfItsNumber() throws IOException {
        Map<Integer, List<String>> rows = IncidentPage.rows().stream()
                .collect(Collectors.toMap(IncidentPage.Row::number, IncidentPage.Row::scenarios));

        assertThat(ScenarioFiles.all().map(file -> file.getFileName().toString())).allSatisfy(name ->
                assertThat(rows.get(Integer.parseInt(name.substring(0, 3)))).contains(name));
    }

    @Test
    void everyTestNamedIsThere() throws IOException {
        Map<String, List<Path>> sources = testSources();
        for (IncidentPage.Row row : IncidentPage.rows()) {
            for (String holder : row.tests()) {
                String[] parts = holder.split("\\.", 2);
                String text = text(sources.getOrDefault(parts[0], List.of()));

                assertThat(text).as("%s of incident %d", holder, row.number()).isNotEmpty();
                if (parts.length > 1) {
                    assertThat(text).as("%s of incident %d", holder, row.number())
                            .containsPattern("(void|ArchRule|Stream<DynamicTest>) " + Pattern.quote(parts[1]) + "\\b");
                }
            }
        }
    }

    private static Map<String, List<Path>> testSources() throws IOException {
        try (Stream<Path> modules = Files.list(MODULES)) {
            List<Path> roots = modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).toList();
            List<Path> sources = new ArrayList<>();
            for (Path root : roots) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
            return sources.stream().collect(Collectors.groupingBy(file ->
                    file.getFileName().toString().replace(".java", "")));
        }
    }

    private static String text(List<Path> sources) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path source : sources) {
            text.append(Files.readString(source));
        }
        return text.toString();
    }
}
