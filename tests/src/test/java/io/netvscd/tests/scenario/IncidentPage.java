package io.netvscd.tests.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that says which scenario or test holds each known incident. */
final class IncidentPage {
    static final Path PLACE = Path.of("incidents.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| ([^|]*) \\|");
    private static final Pattern REFERENCE = Pattern.compile("`([^`]+)`");

    /**
     * One incident.
     *
     * @param holders scenario files, {@code Class.test}, or {@code Class}
     */
    record Row(int number, String incident, List<String> holders) {
        List<String> scenarios() {
            return holders.stream().filter(Row::isScenario).toList();
        }

        List<String> tests() {
            return holders.stream().filter(holder -> !isScenario(holder)).toList();
        }

        private static boolean isScenario(String holder) {
            return holder.endsWith(".conf");
        }
    }

    private IncidentPage() {
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PLACE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(Integer.parseInt(row.group(1)), row.group(2).strip(), holders(row.group(3))));
            }
        }
        return rows;
    }

    private static List<String> holders(String cell) {
        return REFERENCE.matcher(cell).results().map(match -> match.group(1)).toList();
    }
}
