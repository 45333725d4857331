package io.netvscd.replay.diff;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final List<TransitionRecord> journal = Incident.of(ON_VF).journal();

    @Test
    void findsNothingBetweenAJournalAndItself() {
        Comparison comparison = compare(journal, journal);

        assertThat(comparison.equal()).isTrue();
        assertThat(comparison.same()).isEqualTo(journal.size());
    }

    @Test
    void looksPastTimes() {
        List<TransitionRecord> later = journal.stream().map(turn -> new TransitionRecord(
                new Stamp(7, turn.stamp().tick() + 3, turn.stamp().monotonicNs() * 2, 0), turn.owner(), turn.input(),
                turn.events(), turn.actions(), turn.reason(), turn.checkpoint())).toList();

        assertThat(compare(journal, later).equal()).isTrue();
    }

    @Test
    void showsWhereAnOwnersHistoriesPart() {
        List<TransitionRecord> other = Incident.of(ON_VF.replace("serial = 2", "serial = 3")).journal();

        Difference first = compare(journal, other).differences().get(0);

        assertThat(first.owner()).isEqualTo(OwnerId.channel("eth0"));
        assertThat(first.aspect()).isEqualTo("input");
        assertThat(first.a()).isNotEqualTo(first.b());
    }

    @Test
    void showsTheRecordThatOnlyOneJournalHas() {
        List<TransitionRecord> shorter = journal.subList(0, journal.size() - 1);
        TransitionRecord last = journal.get(journal.size() - 1);

        Comparison comparison = compare(journal, shorter);

        assertThat(comparison.differences()).singleElement().satisfies(one -> {
            assertThat(one.aspect()).isEqualTo("record");
            assertThat(one.atA()).isEqualTo(last.stamp());
            assertThat(one.atB()).isNull();
            assertThat(one.b()).isEqualTo("no such record");
        });
    }

    @Test
    void tellsEventsFromInputs() {
        TransitionRecord last = journal.get(journal.size() - 1);
        TransitionRecord changed = new TransitionRecord(
                last.stamp(), last.owner(), last.input(), last.events(), last.actions(), "another", last.checkpoint());

        assertThat(compare(List.of(last), List.of(changed)).differences())
                .singleElement().satisfies(one -> assertThat(one.aspect()).isEqualTo("reason"));
    }

    private static Comparison compare(List<TransitionRecord> a, List<TransitionRecord> b) {
        return Comparison.of(a.iterator(), b.iterator());
    }
}
