package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortedWindowTest {
    @Test
    void givesNeighboursThatWereSwappedInTheirOrder() {
        SortedWindow window = new SortedWindow(4);
        List<Long> given = new ArrayList<>();
        long position = 0;
        for (long tick : new long[] {2, 1, 3, 5, 6, 4, 7, 9, 8, 8}) {
            window.add(Samples.at(1, tick), ++position);
            if (window.isFull()) {
                given.add(window.poll().stamp().tick());
            }
        }
        while (!window.isEmpty()) {
            given.add(window.poll().stamp().tick());
        }
        assertThat(given).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 8L, 9L);
    }

    @Test
    void recordsOfOneTickStayInTheirOrder() {
        SortedWindow window = new SortedWindow(4);
        window.add(Samples.at(1, 5), 10);
        window.add(Samples.at(1, 5), 11);
        window.add(Samples.at(1, 4), 12);
        assertThat(List.of(window.firstPosition(), window.poll().stamp().tick())).containsExactly(12L, 4L);
        assertThat(window.firstPosition()).isEqualTo(10);
    }
}
