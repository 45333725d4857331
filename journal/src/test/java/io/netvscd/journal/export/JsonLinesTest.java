package io.netvscd.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.Samples;
import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.vocabulary.TransitionRecord;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void recordsOfEveryInputComeBackEqualAndGiveTheSameLine() {
        for (int seed = 0; seed < 20; seed++) {
            for (TransitionRecord each : Samples.ofEveryInput(seed)) {
                String line = JsonLines.line(each);
                TransitionRecord back = JsonLines.readTransition(line);
                assertThat(back).isEqualTo(each);
                assertThat(JsonLines.line(back)).isEqualTo(line);
            }
        }
    }

    @Test
    void namesTheMemberThatDoesNotFit() {
        String line = JsonLines.line(Samples.at(1, 1)).replaceFirst("\"tick\":1", "\"tick\":\"one\"");
        assertThatThrownBy(() -> JsonLines.readTransition(line)).isInstanceOf(CorruptRecord.class).hasMessageContaining(".stamp.tick");
    }
}
