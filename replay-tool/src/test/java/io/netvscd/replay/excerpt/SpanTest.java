package io.netvscd.replay.excerpt;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final long SECOND_NS = 1_000_000_000;

    private final List<TransitionRecord> journal = Incident.of(ON_VF, "{ at = 10 s, admin = down }", "{ at = 20 s, admin = up }",
            "{ at = 30 s, daemon = crash }", "{ at = 31 s, daemon = start }", "{ at = 40 s, admin = down }").journal();

    @Test
    void goesFromOneRestToAnother() {
        Span span = Span.around(journal, at(10), 0, 0);

        assertThat(atS(span.first())).isEqualTo(10);
        assertThat(atS(span.end())).isEqualTo(20);
        assertThat(span.learnFrom()).isZero();
        assertThat(span.opens()).isTrue();
    }

    @Test
    void reachesAsFarAsItIsAskedTo() {
        Span span = Span.around(journal, at(10), 5 * SECOND_NS, 12 * SECOND_NS);

        assertThat(span.first()).isZero();
        assertThat(span.opens()).isFalse();
        assertThat(atS(span.end())).isGreaterThan(20);
    }

    @Test
    void isLearnedFromTheLifeInWhichItBegins() {
        Span span = Span.around(journal, journal.size() - 1, 0, 0);

        assertThat(journal.get(span.learnFrom()).stamp().bootEpoch()).isEqualTo(2);
        assertThat(journal.get(span.learnFrom() - 1).stamp().bootEpoch()).isEqualTo(1);
        assertThat(span.end()).isEqualTo(journal.size());
    }

    private int at(long second) {
        for (int i = 0; i < journal.size(); i++) {
            if (atS(i) == second) {
                return i;
            }
        }
        throw new AssertionError("nothing at " + second + " s");
    }

    private long atS(int index) {
        return journal.get(index).stamp().monotonicNs() / SECOND_NS;
    }
}
