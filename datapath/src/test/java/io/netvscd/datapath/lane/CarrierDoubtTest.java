package io.netvscd.datapath.lane;

import static io.netvscd.datapath.lane.CarrierDoubt.Act.ASK;
import static io.netvscd.datapath.lane.CarrierDoubt.Act.LOOK;
import static io.netvscd.datapath.lane.CarrierDoubt.Act.NOTHING;
import static io.netvscd.datapath.lane.CarrierDoubt.CLOSE_NS;
import static io.netvscd.datapath.lane.CarrierDoubt.LATE_NS;
import static io.netvscd.datapath.lane.CarrierDoubt.SELDOM_NS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarrierDoubtTest {
    private static final long T = 5_000_000_000L;

    private final CarrierDoubt told = new CarrierDoubt(false);
    private final CarrierDoubt counting = new CarrierDoubt(true);

    @Test
    void aDeviceThatRefusesNothingIsNotAskedAbout() {
        told.news(T, true);
        assertThat(told.act(T)).isEqualTo(NOTHING);
        assertThat(told.dueNs(T)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aDeviceThatRefusesIsAskedAboutAtOnceAndOnce() {
        told.refused();
        assertThat(told.dueNs(T)).isEqualTo(T);
        assertThat(told.act(T)).isEqualTo(ASK);
        assertThat(told.act(T + SELDOM_NS)).isEqualTo(NOTHING);
    }

    @Test
    void aDeviceThatGoesOnRefusingIsAskedAboutNowAndThen() {
        told.refused();
        told.act(T);
        told.refused();
        assertThat(told.act(T + SELDOM_NS - 1)).isEqualTo(NOTHING);
        assertThat(told.dueNs(T + SELDOM_NS - 1)).isEqualTo(T + SELDOM_NS);
        assertThat(told.act(T + SELDOM_NS)).isEqualTo(ASK);
    }

    @Test
    void aCounterIsNotLookedAtWithoutNews() {
        assertThat(counting.act(T)).isEqualTo(NOTHING);
        assertThat(counting.dueNs(T)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCounterIsLookedAtCloselyForTheSecondAfterNewsOfItsDevice() {
        counting.news(T, true);
        assertThat(counting.act(T)).isEqualTo(LOOK);
        assertThat(counting.act(T + CLOSE_NS - 1)).isEqualTo(NOTHING);
        assertThat(counting.dueNs(T + CLOSE_NS - 1)).isEqualTo(T + CLOSE_NS);
        assertThat(counting.act(T + CLOSE_NS)).isEqualTo(LOOK);
        assertThat(counting.act(T + LATE_NS - 1)).isEqualTo(LOOK);
        assertThat(counting.act(T + LATE_NS)).isEqualTo(NOTHING);
        assertThat(counting.dueNs(T + LATE_NS)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCounterIsLookedAtNowAndThenForTheSecondAfterNewsOfAnotherDevice() {
        counting.news(T, false);
        assertThat(counting.act(T)).isEqualTo(LOOK);
        assertThat(counting.act(T + SELDOM_NS - 1)).isEqualTo(NOTHING);
        assertThat(counting.act(T + SELDOM_NS)).isEqualTo(LOOK);
        assertThat(counting.act(T + LATE_NS)).isEqualTo(NOTHING);
    }

    @Test
    void muchNewsOfOthersBringsNoMoreLooks() {
        int looks = 0;
        for (long at = T; at - T < LATE_NS; at += CLOSE_NS) {
            counting.news(at, false);
            looks += counting.act(at) == LOOK ? 1 : 0;
        }
        assertThat(looks).isEqualTo((int) (LATE_NS / SELDOM_NS));
    }

    @Test
    void aCounterThatHasGrownSinceTheLastLookIsARefusal() {
        counting.counted(7);
        assertThat(counting.act(T)).isEqualTo(NOTHING);
        counting.counted(7);
        assertThat(counting.act(T)).isEqualTo(NOTHING);
        counting.counted(8);
        assertThat(counting.act(T)).isEqualTo(ASK);
    }

    @Test
    void aCounterThatBeganAnewHasGrown() {
        counting.counted(-1);
        counting.counted(0);
        assertThat(counting.act(T)).isEqualTo(ASK);
    }
}
