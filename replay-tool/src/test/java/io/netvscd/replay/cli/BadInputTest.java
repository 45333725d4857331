package io.netvscd.replay.cli;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command, given what it cannot use: a line that names it, exit code 2, and never a stack trace. */
class BadInputTest {
    /** How each command is called; PATH, OUT and TICK stand for a journal, a file to write and a transition. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("timeline", "PATH"), Map.entry("show", "PATH TICK"), Map.entry("state", "PATH --at TICK"),
            Map.entry("why", "PATH TICK"), Map.entry("step", "PATH --at TICK --json"), Map.entry("stats", "PATH"),
            Map.entry("diff", "PATH PATH"), Map.entry("replay", "PATH"), Map.entry("what-if", "PATH --drop TICK"),
            Map.entry("scenario", "PATH --around TICK"), Map.entry("report", "PATH --html OUT"), Map.entry("pcap", "PATH OUT"),
            Map.entry("play", "PATH"), Map.entry("verify", "PATH"), Map.entry("export", "PATH --out OUT"),
            Map.entry("import", "PATH --out OUT"), Map.entry("redact", "PATH --out OUT"), Map.entry("simulate", "--seeds 1..1"),
            Map.entry("generate-man", ""), Map.entry("generate-completion", ""));
    /** A whole journal is bad input to these: they read scenario files, bundles, or nothing. */
    private static final List<String> READ_NO_JOURNAL = List.of("play", "import", "redact", "simulate", "generate-man", "generate-completion");

    @TempDir
    private Path folder;
    private Tool tool;
    private String journal;

    @BeforeEach
    void playAnIncident() throws IOException {
        tool = new Tool(folder);
        journal = tool.play("journal", ON_VF);
    }

    @TestFactory
    Stream<DynamicTest> everyCommandIsInTheTable() {
        return Stream.of(DynamicTest.dynamicTest("table", () ->
                assertThat(new TreeSet<>(CALLS.keySet())).isEqualTo(new TreeSet<>(ReplayTool.commands().getSubcommands().keySet()))));
    }

    @TestFactory
    Stream<DynamicTest> aFileThatIsNotThereIsNamed() {
        String missing = folder.resolve("no-such-file").toString();
        return reading().map(name -> DynamicTest.dynamicTest(name, () -> refused(name, missing, "1", "no-such-file")));
    }

    @TestFactory
    Stream<DynamicTest> aFileOfNonsenseIsNamed() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "{ this is = [ neither", StandardCharsets.UTF_8);
        return reading().filter(name -> !"verify".equals(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> refused(name, nonsense.toString(), "1", "nonsense")));
    }

    @TestFactory
    Stream<DynamicTest> aDamagedBundleIsNamed() throws IOException {
        String bundle = folder.resolve("a.bundle").toString();
        tool.run("export", journal, "--out", bundle);
        byte[] octets = Files.readAllBytes(Path.of(bundle));
        Path damaged = Files.write(folder.resolve("damaged"), Arrays.copyOf(octets, octets.length / 2));
        return reading().filter(name -> !"verify".equals(name) && !"play".equals(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> refused(name, damaged.toString(), "1", "damaged")));
    }

    @TestFactory
    Stream<DynamicTest> aTickThatIsNotThereIsNamed() {
        return ofTicks().map(name -> DynamicTest.dynamicTest(name, () -> refused(name, journal, "987654", "no record 987654")));
    }

    @TestFactory
    Stream<DynamicTest> aTickThatIsNoneIsNamed() {
        return ofTicks().map(name -> DynamicTest.dynamicTest(name, () -> refused(name, journal, "noon", "not a tick: 'noon'")));
    }

    @TestFactory
    Stream<DynamicTest> anOptionThatIsNotThereIsNamed() {
        Stream<String> ours = CALLS.keySet().stream().filter(name -> !"generate-completion".equals(name)).sorted();
        return ours.map(name -> DynamicTest.dynamicTest(name, () -> {
            assertThat(tool.run(call(name, journal, "1", "--no-such-option"))).isEqualTo(2);
            assertThat(tool.err()).contains("--no-such-option").doesNotContain("\tat ");
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentSaysItsSchema() {
        return CALLS.keySet().stream().filter(name -> !READ_NO_JOURNAL.contains(name)).sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    tool.run(CALLS.get(name).contains("--json") ? call(name, journal, "20") : call(name, journal, "20", "--json"));
                    assertThat(tool.out()).as(tool.err()).startsWith("{\"schema\":\"netvscd/" + name + "/1\"");
                }));
    }

    private Stream<String> reading() {
        return CALLS.keySet().stream().filter(name -> CALLS.get(name).contains("PATH")).sorted();
    }

    private Stream<String> ofTicks() {
        return CALLS.keySet().stream().filter(name -> CALLS.get(name).contains("TICK")).sorted();
    }

    private void refused(String name, String path, String tick, String named) {
        int code = tool.run(call(name, path, tick));

        assertThat(code).as(tool.err() + tool.out()).isEqualTo(2);
        assertThat(tool.err()).contains(named).doesNotContain("\tat ").doesNotContain("internal error");
        assertThat(tool.err().lines()).as(tool.err()).hasSizeLessThanOrEqualTo(3);
    }

    private String[] call(String name, String path, String tick, String... more) {
        String out = folder.resolve("out-" + System.identityHashCode(new Object())).toString();
        Stream<String> words = Stream.of(CALLS.get(name).split(" ")).filter(word -> !word.isEmpty())
                .map(word -> switch (word) {
                    case "PATH" -> path;
                    case "TICK" -> tick;
                    case "OUT" -> out;
                    default -> word;
                });
        return Stream.of(Stream.of(name), words, Stream.of(more)).flatMap(each -> each).toArray(String[]::new);
    }
}
