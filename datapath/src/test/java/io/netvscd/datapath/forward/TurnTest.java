package io.netvscd.datapath.forward;

import static io.netvscd.datapath.DataPath.SYNTHETIC;
import static io.netvscd.datapath.DataPath.VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.port.Burst;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Goal: no frame is overtaken while a fabric turns. Method: paths that are lists of numbers, in the order in which the
 * fabric sent them; a turn that is begun at 0.
 */
class TurnTest {
    private static final long OVER_NS = 10_000_000;

    private final List<Integer> synthetic = new ArrayList<>();
    private final List<Integer> vf = new ArrayList<>();
    private final List<Integer> delivered = new ArrayList<>();
    private int turned;
    private final Turn turn = new Turn(new Turn.Paths() {
        @Override
        public int pass(DataPath path) {
            return move(path == VF ? vf : synthetic);
        }

        @Override
        public void take(Burst burst) {
            while (!vf.isEmpty() && burst.size < burst.capacity()) {
                burst.add(0, vf.remove(0), 0);
            }
        }

        @Override
        public void deliver(Burst burst) {
            IntStream.range(0, burst.size).forEach(i -> delivered.add(burst.length[i]));
            burst.size = 0;
        }

        @Override
        public void turned() {
            turned++;
        }
    });

    @Test
    void whatArrivesOnTheVfWaitsForWhatWasSentBefore() {
        turn.begin(VF, 0);
        arrive(vf, 3, 4);
        turn.receive(VF, 0);
        arrive(synthetic, 1, 2);
        receive(VF, 0, 2);

        assertThat(delivered).containsExactly(1, 2, 3, 4);
    }

    @Test
    void whatIsHeldKeepsTheThreadAwake() {
        turn.begin(VF, 0);
        arrive(vf, 1, 1);
        assertThat(turn.receive(VF, 0)).isEqualTo(1);
    }

    @Test
    void isNotWaitedForWithoutEnd() {
        turn.begin(VF, 0);
        arrive(vf, 7, 7);
        for (int round = 0; round < 66; round++) {
            arrive(synthetic, 1, 1);
            turn.receive(VF, 0);
        }
        assertThat(delivered).contains(7);
    }

    @Test
    void endsByTime() {
        turn.begin(VF, 0);
        turn.receive(VF, OVER_NS - 1);
        assertThat(turned).isZero();
        assertThat(turn.endsNs()).isEqualTo(OVER_NS);
        turn.receive(VF, OVER_NS);
        assertThat(turned).isEqualTo(1);
        assertThat(turn.endsNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void doesNotEndBeforeAllThatWasSentBeforeHasCome() {
        turn.begin(VF, 0);
        arrive(synthetic, 1, 150);
        arrive(vf, 151, 160);
        receive(VF, OVER_NS, 3);
        assertThat(turned).isZero();
        receive(VF, OVER_NS, 1);

        assertThat(turned).isEqualTo(1);
        assertThat(delivered).isEqualTo(upTo(160));
    }

    @Test
    void endsInTheEndThoughFramesNeverCeaseToComeByThePathThatIsLeft() {
        turn.begin(VF, 0);
        for (int round = 0; round < 64; round++) {
            arrive(synthetic, 1, 1);
            turn.receive(VF, OVER_NS);
        }
        assertThat(turned).isEqualTo(1);
    }

    @Test
    void onTheWayBackAllThatCameByTheVfIsDeliveredFirst() {
        turn.begin(VF, 0);
        turn.receive(VF, OVER_NS);
        arrive(vf, 1, 150);
        arrive(synthetic, 151, 160);
        receive(SYNTHETIC, OVER_NS, 3);

        assertThat(delivered).isEqualTo(upTo(160));
    }

    @Test
    void whatIsHeldIsDeliveredFirstOnTheWayBack() {
        turn.begin(VF, 0);
        arrive(vf, 1, 2);
        turn.receive(VF, 0);
        arrive(synthetic, 3, 3);
        turn.receive(SYNTHETIC, 0);

        assertThat(delivered).containsExactly(1, 2, 3);
    }

    @Test
    void aFloodOnTheVfHoldsUpTheSyntheticPathNoLongerThanTheTurnBack() {
        turn.begin(VF, 0);
        turn.receive(SYNTHETIC, 0);
        for (int round = 0; round < 64; round++) {
            arrive(vf, 1, 64);
            turn.receive(SYNTHETIC, OVER_NS);
        }
        arrive(vf, 1, 64);
        arrive(synthetic, 1000, 1000);
        turn.receive(SYNTHETIC, OVER_NS);

        assertThat(turned).isEqualTo(1);
        assertThat(delivered).contains(1000);
    }

    private int move(List<Integer> from) {
        int frames = Math.min(NetvscDatapath.BURST_FRAMES, from.size());
        delivered.addAll(from.subList(0, frames));
        from.subList(0, frames).clear();
        return frames;
    }

    private void receive(DataPath inUse, long nowNs, int rounds) {
        for (int round = 0; round < rounds; round++) {
            turn.receive(inUse, nowNs);
        }
    }

    private static void arrive(List<Integer> on, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(on::add);
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
