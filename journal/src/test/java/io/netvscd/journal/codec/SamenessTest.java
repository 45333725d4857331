package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Event;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Held against what the records' own equals says. */
class SamenessTest {
    private static final int SEEDS = 40;

    @Test
    void twoRecordsOfTheSameValuesAreTheSame() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<Record> one = Samples.ofEveryType(seed);
            List<Record> other = Samples.ofEveryType(seed);
            for (int i = 0; i < one.size(); i++) {
                assertAsEqualsSays(one.get(i), other.get(i));
            }
        }
    }

    @Test
    void recordsThatDifferInOneComponentDiffer() {
        List<Record> samples = Samples.ofEveryType(1);
        for (int seed = 2; seed <= SEEDS; seed++) {
            List<Record> others = Samples.ofEveryType(seed);
            for (int i = 0; i < samples.size(); i++) {
                Record sample = samples.get(i);
                for (int component = 0; component < RecordShape.of(sample.getClass()).components().size(); component++) {
                    assertAsEqualsSays(sample, withOneOf(others.get(i), component, sample));
                }
            }
        }
    }

    @Test
    void recordsOfDifferentTypesDiffer() {
        List<Record> samples = Samples.ofEveryType(1);
        samples.forEach(one -> samples.forEach(other -> assertAsEqualsSays(one, other)));
    }

    @Test
    void listsOfDifferentLengthsDiffer() {
        List<Event> events = Samples.ofEveryType(1).stream().filter(Event.class::isInstance).map(Event.class::cast).toList();
        assertThat(Sameness.ofEvents(events, events.subList(1, events.size()))).isFalse();
        assertThat(Sameness.ofEvents(events, List.copyOf(events))).isTrue();
    }

    private static void assertAsEqualsSays(Record one, Record other) {
        if (one instanceof Event event && other instanceof Event another) {
            assertThat(Sameness.ofEvents(List.of(event), List.of(another))).as(one + " and " + other).isEqualTo(one.equals(other));
        } else if (one instanceof Action action && other instanceof Action another) {
            assertThat(Sameness.ofActions(List.of(action), List.of(another))).as(one + " and " + other).isEqualTo(one.equals(other));
        }
    }

    private static Record withOneOf(Record other, int component, Record sample) {
        RecordShape shape = RecordShape.of(sample.getClass());
        return (Record) shape.make(IntStream.range(0, shape.components().size())
                .mapToObj(i -> shape.components().get(i).of(i == component ? other : sample)).toArray());
    }
}
