package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.journal.Samples;
import io.netvscd.journal.format.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortedWindowTest {
    private final SortedWindow window = new SortedWindow(4);

    @Test
    void givesNeighboursThatWereSwappedInTheirOrder() {
        List<Long> given = new ArrayList<>();
        long position = 0;
        for (long tick : new long[] {2, 1, 3, 5, 6, 4, 7, 9, 8, 8}) {
            add(++position, tick);
            if (window.isFull()) {
                given.add(window.poll().entry().stamp().tick());
            }
        }
        while (!window.isEmpty()) {
            given.add(window.poll().entry().stamp().tick());
        }
        assertThat(given).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 8L, 9L);
    }

    @Test
    void recordsOfOneTickStayInTheirOrder() {
        add(10, 5);
        add(11, 5);
        add(12, 4);
        assertThat(List.of(window.poll(), window.poll(), window.poll())).extracting(StoredRecord::position).containsExactly(12L, 10L, 11L);
    }

    private void add(long position, long tick) {
        window.add(new StoredRecord(position, Entry.of(Samples.at(1, tick), tick, "")));
    }
}
