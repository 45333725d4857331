package io.netvscd.replay.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.vocabulary.Stamp;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Stamp STAMP = new Stamp(1, 120, 0, 1_767_225_600_000L);

    @Test
    void readsTimeSinceTheStart() {
        assertThat(Moment.parse("1.5s").compare(STAMP, 1_500_000_000L)).isZero();
        assertThat(Moment.parse("300 ms").compare(STAMP, 299_999_999L)).isNegative();
    }

    @Test
    void readsTheWallClock() {
        assertThat(Moment.parse("2026-01-01").compare(STAMP, 0)).isZero();
        assertThat(Moment.parse("2026-01-01 00:00:01").compare(STAMP, 0)).isNegative();
        assertThat(Moment.parse("2025-12-31 23:59").compare(STAMP, 0)).isPositive();
    }

    @Test
    void readsATick() {
        assertThat(Moment.parse("#120").compare(STAMP, 0)).isZero();
    }

    @Test
    void refusesAnythingElse() {
        assertThatThrownBy(() -> Moment.parse("#x")).hasMessageContaining("not a moment: '#x'");
        assertThatThrownBy(() -> Moment.parse("2026-13-01")).hasMessageContaining("allowed: ");
    }
}
