package io.netvscd.replay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.sim.HotAdd.Event;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The order of the events of a hot-add does not matter. Of the 5,040 orders of the seven and of the 5,040 with one left
 * out every {@value #SMALL_STRIDE}th is played; of the 5,040 by a drawn schedule, of the 141,120 with one twice and of the
 * 105,840 with one twice and another left out every {@value #STRIDE}th. With {@code -Dnetvscd.orders=all} all of them are.
 */
class HotAddOrderTest {
    /** Neither has a factor in common with any number of orders. */
    private static final int SMALL_STRIDE = 11;
    private static final int STRIDE = 97;
    private static final String ON_VF =
            "master vf, datapath vf, host vf, channel open, VF active, device up mtu 1500";
    private static final Map<Event, String> WITHOUT = Map.of(
            Event.OFFER, "master synthetic, datapath synthetic, host synthetic, channel closed, VF standby, device up mtu 1500",
            Event.ASSOCIATION,
            "master synthetic, datapath synthetic, host synthetic, channel open, VF standby, device up mtu 1500");
    private static final ThreadLocal<Fittings> FITTINGS = ThreadLocal.withInitial(Fittings::sound);

    @Test
    void everyOrderEndsOnTheVf() {
        List<List<Event>> orders = Orders.ofAll();

        assertThat(orders).hasSize(5_040);
        assertThat(ends(some(orders, SMALL_STRIDE), false)).containsOnlyKeys(ON_VF);
        assertThat(ends(some(orders, STRIDE), true)).containsOnlyKeys(ON_VF);
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderWithoutOneEndsTheSame(Event dropped) {
        List<List<Event>> orders = Orders.without(dropped);

        assertThat(orders).hasSize(720);
        assertThat(ends(some(orders, SMALL_STRIDE), false)).containsOnlyKeys(WITHOUT.getOrDefault(dropped, ON_VF));
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderWithOneTwiceEndsOnTheVf(Event doubled) {
        List<List<Event>> orders = Orders.withTwice(doubled);

        assertThat(orders).hasSize(20_160);
        assertThat(ends(some(orders, STRIDE), false)).containsOnlyKeys(ON_VF);
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderWithoutOneAndWithAnotherTwiceEndsTheSame(Event dropped) {
        for (Event doubled : EnumSet.complementOf(EnumSet.of(dropped))) {
            List<List<Event>> orders = Orders.withoutAndWithTwice(dropped, doubled);

            assertThat(orders).hasSize(2_520);
            assertThat(ends(some(orders, STRIDE), false)).as("%s twice", doubled)
                    .containsOnlyKeys(WITHOUT.getOrDefault(dropped, ON_VF));
        }
    }

    private static List<List<Event>> some(List<List<Event>> orders, int stride) {
        if ("all".equals(System.getProperty("netvscd.orders"))) {
            return orders;
        }
        return IntStream.range(0, orders.size()).filter(i -> i % stride == 0).mapToObj(orders::get).toList();
    }

    /** How they end, and the first few of those that end so. */
    private static Map<String, List<List<Event>>> ends(List<List<Event>> orders, boolean drawn) {
        Map<String, List<Integer>> byEnd = IntStream.range(0, orders.size()).parallel().boxed().collect(
                Collectors.groupingByConcurrent(i -> HotAdd.play(orders.get(i), drawn ? i + 1 : 0, FITTINGS.get())));
        Map<String, List<List<Event>>> ends = new TreeMap<>();
        byEnd.forEach((end, indices) -> ends.put(end, indices.stream().sorted().limit(3).map(orders::get).toList()));
        return ends;
    }
}
