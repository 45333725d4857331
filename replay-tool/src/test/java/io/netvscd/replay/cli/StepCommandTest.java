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

class StepCommandTest {
    @TempDir
    private Path folder;
    private Tool tool;
    private String journal;

    @BeforeEach
    void playAnIncident() throws IOException {
        tool = new Tool(folder);
        journal = tool.play("journal", ON_VF);
    }

    @Test
    void printsWhatIsShownAtATickWithoutATerminal() throws IOException {
        assertThat(tool.run("step", journal, "--at", "1:20", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(tool.out());
        assertThat(json.path("schema").asText()).isEqualTo("netvscd/step/1");
        assertThat(json.at("/transition/stamp/tick").asLong()).isEqualTo(20);
        assertThat(json.at("/owners/channel~1eth0/phase").asText()).isNotEmpty();
        assertThat(json.path("frames").isArray()).isTrue();
    }

    @Test
    void namesTheTickThatIsNotThere() {
        assertThat(tool.run("step", journal, "--at", "9999")).isEqualTo(2);
        assertThat(tool.err()).contains(journal + ": there is no record 9999");
    }
}
