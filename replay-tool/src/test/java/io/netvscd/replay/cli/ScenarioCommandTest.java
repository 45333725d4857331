package io.netvscd.replay.cli;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCommandTest {
    private static final String[] INCIDENT = {
        ON_VF,
        "{ at = 2 s, send = 50, from = master, size = 500 }",
        "{ at = 30 s, vf = unplug, name = vf0 }",
        "{ at = 31 s, send = 70, from = master, size = 500 }",
        "{ at = 60 s, admin = down }"
    };

    @TempDir
    private Path folder;
    private Tool tool;
    private String journal;

    @BeforeEach
    void playAnIncident() throws IOException {
        tool = new Tool(folder);
        journal = tool.play("journal", INCIDENT);
    }

    @Test
    void writesAScenarioThatPlays() throws IOException {
        Path file = folder.resolve("incident.conf");

        assertThat(tool.run("scenario", journal, "--around", "10", "--after", "1h", "--out", file.toString())).isZero();
        assertThat(tool.out()).contains("played: PASSED");
        assertThat(tool.run("play", file.toString())).isZero();
        assertThat(Files.readString(file)).contains("host = vf-association, allocated = true, serial = 2",
                "netdev = going-down, name = vf0", "carried { vf = 50, synthetic = 0 }", "carried { vf = 0, synthetic = 70 }", "admin = down");
    }

    @Test
    void worksOnABundle() {
        String bundle = folder.resolve("a.bundle").toString();
        tool.run("export", journal, "--out", bundle);

        assertThat(tool.run("scenario", bundle, "--around", "10")).isZero();
        assertThat(tool.out()).contains("source = \"a.bundle, transitions 1:1 to ");
    }

    @Test
    void bringsAboutAnewWhatThePartBeginsWith() throws IOException {
        String lastTick = String.valueOf(lastTick());

        assertThat(tool.run("scenario", journal, "--around", lastTick, "--before", "0s")).isZero();
        assertThat(tool.out().lines().filter(line -> line.startsWith("  { at"))).satisfiesExactly(
                line -> assertThat(line).contains("at = 0 ms", "host = offer"),
                line -> assertThat(line).contains("admin = up"),
                line -> assertThat(line).contains("host = vf-association"),
                line -> assertThat(line).contains("expect { datapath = synthetic, admin = up, channel = open }"),
                line -> assertThat(line).contains("send = 70"),
                line -> assertThat(line).contains("at = 60000 ms", "admin = down"),
                line -> assertThat(line).contains("expect { datapath = synthetic, admin = down"));
    }

    @Test
    void tellsOfCrashesToo() throws IOException {
        String lives = tool.play("lives", ON_VF, "{ at = 2 s, daemon = crash }", "{ at = 3 s, daemon = start }", "{ at = 9 s, admin = down }");

        assertThat(tool.run("scenario", lives, "--around", "1:10", "--after", "20s")).isZero();
        assertThat(tool.out()).contains("daemon = crash", "daemon = start");
        assertThat(tool.err()).contains("played: PASSED");
    }

    @Test
    void expectsWhatHadSettledBetweenTwoThingsThatHappenedSoonAfterEachOther() throws IOException {
        String hasty = tool.play("hasty", ON_VF, "{ at = 5 s, vf = unplug, name = vf0 }", "{ at = 5700 ms, admin = down }");

        assertThat(tool.run("scenario", hasty, "--around", "10", "--after", "1h")).isZero();
        assertThat(tool.out()).contains("expect { datapath = vf, ", "expect { datapath = synthetic, admin = up, ",
                "expect { datapath = synthetic, admin = down, ");
        assertThat(tool.err()).contains("played: PASSED");
    }

    @Test
    void printsTheScenarioInJsonToo() throws IOException {
        assertThat(tool.run("scenario", journal, "--around", "10", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(tool.out());
        assertThat(json.path("schema").asText()).isEqualTo("netvscd/scenario/1");
        assertThat(json.path("scenario").asText()).contains("host = offer");
        assertThat(json.path("reproduced").asBoolean()).isTrue();
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        assertThat(tool.run("scenario", journal, "--around", "9999")).isEqualTo(2);
        assertThat(tool.err()).contains(journal + ": there is no record 9999");
        assertThat(tool.run("scenario", journal, "--around", "10", "--before", "soon")).isEqualTo(2);
        assertThat(tool.err()).contains("--before soon: 'soon' is no length of time");
        assertThat(tool.run("scenario", journal, "--around", "10", "--out", journal)).isEqualTo(2);
        assertThat(tool.err()).contains("it exists already");
    }

    private long lastTick() throws IOException {
        tool.run("timeline", journal, "--json");
        String last = tool.out().lines().reduce((one, other) -> other).orElseThrow();
        return new ObjectMapper().readTree(last).path("tick").asLong();
    }
}
