package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.Samples;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalCodecTest {
    @Test
    void recordsOfEveryInputComeBackEqual() {
        for (int seed = 0; seed < 40; seed++) {
            for (TransitionRecord each : Samples.ofEveryInput(seed)) {
                assertThat(JournalCodec.decodeTransition(JournalCodec.encode(each))).isEqualTo(each);
            }
        }
    }

    @Test
    void gapsComeBackEqual() {
        JournalGap gap = new JournalGap(3, "disk full", List.of(new JournalGap.LostRecords("pci", 7, 2, 100, 109)));
        assertThat(JournalCodec.decodeGap(JournalCodec.encode(gap))).isEqualTo(gap);
    }

    @Test
    void everyCutIsRefused() {
        byte[] octets = JournalCodec.encode(Samples.at(1, 5));
        for (int length = 0; length < octets.length; length++) {
            byte[] cut = Arrays.copyOf(octets, length);
            assertThatThrownBy(() -> JournalCodec.decodeTransition(cut)).as("cut at " + length).isInstanceOf(CorruptRecord.class);
        }
    }

    @Test
    void everyFlippedBitGivesARecordOrARefusalAndNothingElse() {
        byte[] octets = JournalCodec.encode(Samples.at(1, 5));
        for (int bit = 0; bit < octets.length * 8; bit++) {
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(JournalCodec.decodeTransition(octets)).isNotNull();
            } catch (CorruptRecord e) {
                assertThat(e).hasMessageMatching("(?s).+");
            }
            octets[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void noClassNameIsInTheBytes() {
        for (TransitionRecord each : Samples.ofEveryInput(1)) {
            String text = new String(JournalCodec.encode(each), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain("netvscd", each.input().getClass().getSimpleName());
        }
    }
}
