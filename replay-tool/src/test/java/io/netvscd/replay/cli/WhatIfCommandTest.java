package io.netvscd.replay.cli;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfCommandTest {
    @TempDir
    private Path folder;
    private Tool tool;
    private String journal;

    @BeforeEach
    void playAnIncident() throws IOException {
        tool = new Tool(folder);
        journal = tool.play("journal", ON_VF, "{ at = 400 ms, vf = unplug, name = vf0 }", "{ at = 500 ms, admin = down }");
    }

    @Test
    void showsWhereHistoryPartsAndTheTimeOnEachPath() {
        assertThat(tool.run("what-if", journal, "--set", "takeover-delay=0ms")).isZero();
        assertThat(tool.out()).contains("REPRODUCED: unchanged, the run comes to the same ",
                "takeover-delay=0ms: the histories of ", "timer=takeover generation=1 delayMs=0",
                "seconds on the VF                        0.229000         0.329000");
    }

    @Test
    void saysThatNothingChangesWhereNothingDoes() {
        assertThat(tool.run("what-if", journal, "--set", "takeover-delay=100ms")).isZero();
        assertThat(tool.out()).contains("SAME: takeover-delay=100ms changes no decision");
    }

    @Test
    void printsTheSameJsonEveryTime() throws IOException {
        tool.run("what-if", journal, "--insert", "40=host = force-synthetic", "--json");
        String first = tool.out();
        tool.run("what-if", journal, "--insert", "40=host = force-synthetic", "--json");

        assertThat(tool.out()).isEqualTo(first);
        JsonNode json = new ObjectMapper().readTree(first);
        assertThat(json.path("schema").asText()).isEqualTo("netvscd/what-if/1");
        assertThat(json.path("reproduced").asBoolean()).isTrue();
        assertThat(json.at("/with/nics/eth0/frames").has("noWay")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--set    | takeover=0ms            | there is no setting 'takeover'; allowed: takeover-delay, flap-limit",
        "--set    | takeover-delay          | it wants a '=' with something on both sides",
        "--set    | takeover-delay=soon     | 'soon' is no length of time; allowed: 0ms, 50ms, 1.5s, 2min",
        "--set    | flap-limit=-1           | '-1' is no number",
        "--drop   | 9999                    | there is no record 9999; 'timeline' shows which there are",
        "--drop   | soon                    | not a tick: 'soon'",
        "--delay  | 12=-3ms                 | '-3ms' is no length of time",
        "--delay  | =3ms                    | it wants a '='",
        "--insert | 12=host = ofer          | host = 'ofer' (did you mean 'offer'?)",
        "--insert | 12=vf = yank, name = x1 | x1: there is no such device at that tick",
        "--insert | 12=journal = fail       | cannot be inserted into a record"})
    void refusesAChangeThatIsNone(String option, String value, String message) {
        assertThat(tool.run("what-if", journal, option, value)).isEqualTo(2);
        assertThat(tool.err()).contains(message);
        assertThat(tool.out()).isEmpty();
    }

    @Test
    void wantsExactlyOneChange() {
        assertThat(tool.run("what-if", journal)).isEqualTo(2);
        assertThat(tool.run("what-if", journal, "--drop", "3", "--delay", "4=1s")).isEqualTo(2);
        assertThat(tool.err()).contains("mutually exclusive");
    }

    @Test
    void namesTheLifeThatIsNotThere() {
        assertThat(tool.run("what-if", journal, "--life", "7", "--set", "flap-limit=3")).isEqualTo(2);
        assertThat(tool.err()).contains(journal + ": there is no life 7 of the daemon in it");
    }
}
