package io.netvscd.replay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.Incident;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenario 120: events of different owners at one instant come to the same in any order, by any schedule. */
class ConfluenceTest {
    private static final String ASSOCIATION = "host = vf-association, allocated = true, serial = 2";
    private static final String REGISTER =
            "netdev = register, name = vf0, mac = \"00:15:5d:0a:00:01\", slot = 2, carrier = false";
    private static final String UP = "netdev = carrier, name = vf0, state = up";
    private static final String GOING_DOWN = "netdev = going-down, name = vf0";
    private static final String DISASSOCIATION = "host = vf-association, allocated = false, serial = 2";
    private static final String FORCED = "host = force-synthetic";
    private static final int SCHEDULES = 20;

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aVfThatIsAssociatedRegisteredAndUpIsUsedWhicheverOfItComesFirst(long betweenMs) {
        List<List<String>> orders = orders(List.of(ASSOCIATION, REGISTER, UP)).stream()
                .filter(order -> order.indexOf(REGISTER) < order.indexOf(UP)).toList();

        assertThat(orders).hasSize(3);
        assertAllEnd(orders, betweenMs, List.of("{ at = 0 ms, host = offer }", "{ at = 50 ms, admin = up }"),
                "{ at = 2 s, expect { datapath = vf, host-datapath = vf, vf { vf0 = active } } }");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aVfThatGoesIsLeftWhicheverWordOfItComesFirst(long betweenMs) {
        List<List<String>> orders = orders(List.of(GOING_DOWN, DISASSOCIATION, FORCED));

        assertThat(orders).hasSize(6);
        assertAllEnd(orders, betweenMs, List.of(Incident.ON_VF),
                "{ at = 2 s, expect { datapath = synthetic, host-datapath = synthetic, vf { vf0 = departing } } }");
    }

    private static void assertAllEnd(List<List<String>> orders, long betweenMs, List<String> before, String expected) {
        for (List<String> order : orders) {
            List<String> steps = new ArrayList<>(before);
            for (int i = 0; i < order.size(); i++) {
                steps.add("{ at = " + (400 + i * betweenMs) + " ms, " + order.get(i) + " }");
            }
            steps.add(expected);
            for (int schedule = 0; schedule < SCHEDULES; schedule++) {
                Incident incident = Incident.under("schedule = " + schedule, steps.toArray(String[]::new));

                assertThat(incident.result().mismatches()).as("%s by schedule %d", order, schedule).isEmpty();
            }
        }
    }

    private static List<List<String>> orders(List<String> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : events) {
            List<String> others = new ArrayList<>(events);
            others.remove(first);
            for (List<String> rest : orders(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }
}
