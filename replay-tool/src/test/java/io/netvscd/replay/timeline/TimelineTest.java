package io.netvscd.replay.timeline;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.Incident;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.sim.Machines;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Columns are where the README says, counted from 1. */
class TimelineTest {
    private static final List<Integer> BLANK = List.of(9, 24, 57, 99);

    private final Timeline timeline = new Timeline(Machines.all());
    private final List<String> lines = Incident.of(ON_VF, "{ at = 310 ms, vf = yank, name = vf0 }", "{ at = 311 ms, send = 1, from = master, size = 100 }",
            "{ at = 900 ms, admin = down }").journal().stream().map(turn -> timeline.next(turn).text()).toList();

    @Test
    void everyColumnHasItsPlace() {
        assertThat(lines).allSatisfy(line -> {
            assertThat(BLANK).allMatch(column -> line.charAt(column - 1) == ' ');
            assertThat(line.substring(0, 8).strip()).matches("\\d+");
            assertThat(line.substring(9, 23).strip()).matches("\\d+\\.\\d{6}");
            assertThat(line.substring(24, 56).strip()).matches("pci|(channel|master)/eth0|vf/eth0/\\S+");
            assertThat(line.substring(57, 98).strip()).matches("[a-z-]+( -> [a-z-]+)?");
            assertThat(line.substring(99)).matches("[A-Z].* => .*");
        });
    }

    @Test
    void headsStandOverTheirColumns() {
        assertThat(Timeline.HEAD.indexOf("OWNER")).isEqualTo(24);
        assertThat(Timeline.HEAD.indexOf("PHASE")).isEqualTo(57);
        assertThat(Timeline.HEAD.indexOf("INPUT")).isEqualTo(99);
    }

    @Test
    void theLongestNamesHaveRoom() {
        assertThat(OwnerId.vf("a-nic-of-15-chr", "10000:00:02.0").toString()).hasSizeLessThanOrEqualTo(32);
        for (OwnerId.Kind kind : OwnerId.Kind.values()) {
            for (Enum<?> before : phases(kind)) {
                for (Enum<?> after : phases(kind)) {
                    assertThat(before == after ? 0 : (Step.word(before) + " -> " + Step.word(after)).length()).isLessThanOrEqualTo(41);
                }
            }
        }
    }

    private static Set<? extends Enum<?>> phases(OwnerId.Kind kind) {
        return Machines.all().apply(kind).transitions().phases();
    }
}
