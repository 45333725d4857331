package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdlePaceTest {
    private final IdlePace pace = new IdlePace();

    @Test
    void looksAtOnceWhileWakeUpsLeadToWork() {
        for (int i = 0; i < 1000; i++) {
            pace.slept(true);
            pace.worked();
        }
        assertThat(pace.restNs()).isZero();
    }

    @Test
    void restsLongerAndLongerFromWhatNobodyTakes() {
        vainWakeUps();
        long first = pace.restNs();
        assertThat(first).isPositive();
        pace.slept(false);
        assertThat(pace.restNs()).as("one look between two rests").isZero();
        pace.slept(true);
        assertThat(pace.restNs()).isEqualTo(2 * first);
        for (int i = 0; i < 100; i++) {
            pace.slept(true);
        }
        assertThat(pace.restNs()).isLessThanOrEqualTo(16_000_000);
    }

    @Test
    void startsAfreshOnceThereIsWorkOrSilence() {
        vainWakeUps();
        pace.worked();
        assertThat(pace.restNs()).isZero();
        vainWakeUps();
        pace.slept(false);
        pace.slept(false);
        pace.slept(true);
        assertThat(pace.restNs()).isZero();
    }

    private void vainWakeUps() {
        for (int i = 0; i < 17; i++) {
            pace.slept(true);
        }
    }
}
