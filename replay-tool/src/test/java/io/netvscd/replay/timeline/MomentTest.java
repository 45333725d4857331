package io.netvscd.replay.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.vocabulary.Stamp;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Stamp STAMP = new Stamp(1, 120, 0, 1_767_225_600_000L);

    @Test
    void readsTimeSinceTheStart() {
        assertThat(moment("1.5s").compare(STAMP, 1_500_000_000L)).isZero();
        assertThat(moment("300 ms").compare(STAMP, 299_999_999L)).isNegative();
    }

    @Test
    void readsTheWallClockInUtc() {
        assertThat(moment("2026-01-01").compare(STAMP, 0)).isZero();
        assertThat(moment("2026-01-01 00:00:01").compare(STAMP, 0)).isNegative();
        assertThat(moment("2025-12-31 23:59").compare(STAMP, 0)).isPositive();
        assertThat(moment("2026-01-01 01:00 Europe/Berlin").compare(STAMP, 0)).isZero();
    }

    @Test
    void countsFromTheLastRecord() {
        assertThat(moment("10 min ago").compare(STAMP, 0)).isZero();
        assertThat(moment("-9m").compare(STAMP, 0)).isNegative();
        assertThat(moment("today").compare(STAMP, 0)).isZero();
        assertThat(moment("yesterday").compare(STAMP, 0)).isPositive();
        assertThat(moment("00:01").compare(STAMP, 0)).isNegative();
    }

    @Test
    void readsATickOfAnyLifeOrOfOne() {
        assertThat(moment("#120").compare(STAMP, 0)).isZero();
        assertThat(moment("#1:119").compare(STAMP, 0)).isPositive();
        assertThat(moment("#2:1").compare(STAMP, 0)).isNegative();
    }

    @Test
    void refusesAnythingElse() {
        assertThatThrownBy(() -> moment("#x")).hasMessageContaining("not a moment: '#x'");
        assertThatThrownBy(() -> moment("2026-13-01")).hasMessageContaining("allowed: ");
        assertThatThrownBy(() -> moment("soon")).hasMessageContaining("yesterday");
    }

    private static Moment moment(String text) {
        return Moment.parse(text, () -> STAMP.wallClockMs() + 600_000);
    }
}
