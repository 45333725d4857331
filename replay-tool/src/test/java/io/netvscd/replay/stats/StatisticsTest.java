package io.netvscd.replay.stats;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.Incident;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final String END = "{ at = 1300 ms, admin = mtu, value = 1400 }";

    @Test
    void countsAPlannedSwitchThereAndBack() {
        NicStatistics eth0 = of(ON_VF, "{ at = 500 ms, vf = unplug, name = vf0 }", END);

        assertThat(eth0.toVf()).isEqualTo(1);
        assertThat(eth0.toSynthetic()).isEqualTo(1);
        assertThat(eth0.fellBack()).isZero();
        assertThat(eth0.failures()).isZero();
    }

    @Test
    void dividesTheTimeBetweenThePaths() {
        NicStatistics eth0 = of(ON_VF, "{ at = 500 ms, vf = unplug, name = vf0 }", END);

        assertThat(eth0.onVfNs()).isBetween(300_000_000L, 340_000_000L);
        assertThat(eth0.observedNs()).isBetween(1_200_000_000L, 1_300_000_000L);
        assertThat(eth0.switchesPerHour()).isBetween(2 * 3600 / 1.3, 2 * 3600 / 1.2);
    }

    @Test
    void tellsAFallBackFromAnOrderedMove() {
        NicStatistics eth0 = of(ON_VF, "{ at = 500 ms, vf = yank, name = vf0 }",
                "{ at = 510 ms, send = 10, from = master, size = 100 }", END);

        assertThat(eth0.fellBack()).isEqualTo(1);
        assertThat(eth0.toSynthetic()).isZero();
    }

    @Test
    void measuresThePhasesOfASwitch() {
        NicStatistics eth0 = of(ON_VF, END);

        assertThat(eth0.latencies()).containsOnlyKeys(Phase.values());
        assertThat(eth0.latencies().get(Phase.HOST_TO_VF).count()).isEqualTo(1);
        assertThat(eth0.latencies().get(Phase.HOST_TO_VF).p50Ns()).isBetween(999_000L, 1_001_000L);
        assertThat(eth0.latencies().get(Phase.VF_READY).maxNs()).isGreaterThanOrEqualTo(99_000_000L);
        assertThat(eth0.latencies().get(Phase.HOST_TO_SYNTHETIC)).isEqualTo(new Latency(0, 0, 0, 0, 0, 0));
    }

    @Test
    void countsAHostThatMovesByItself() {
        NicStatistics eth0 = of(ON_VF, "{ at = 500 ms, host = force-synthetic }", END);

        assertThat(eth0.hostForced()).isEqualTo(1);
    }

    @Test
    void addsUpTheLivesOfTheDaemon() {
        Statistics statistics = added(ON_VF, "{ at = 500 ms, daemon = crash }", "{ at = 600 ms, daemon = start }",
                "{ at = 1000 ms, expect { datapath = vf } }");

        assertThat(statistics.lives()).isEqualTo(2);
        assertThat(statistics.nics().get("eth0").toVf()).isEqualTo(2);
    }

    private static NicStatistics of(String... steps) {
        return added(steps).nics().get("eth0");
    }

    private static Statistics added(String... steps) {
        Statistics statistics = new Statistics();
        Incident.of(steps).journal().forEach(statistics::accept);
        return statistics;
    }
}
