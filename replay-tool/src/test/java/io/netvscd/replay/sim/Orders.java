package io.netvscd.replay.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All different sequences of events, given how often each comes. */
final class Orders {
    private Orders() {
    }

    /** Every order of all events. */
    static List<List<HotAdd.Event>> ofAll() {
        return of(counts());
    }

    /** Every order without one of them. */
    static List<List<HotAdd.Event>> without(HotAdd.Event dropped) {
        Map<HotAdd.Event, Integer> counts = counts();
        counts.remove(dropped);
        return of(counts);
    }

    /** Every order with one of them twice. */
    static List<List<HotAdd.Event>> withTwice(HotAdd.Event doubled) {
        Map<HotAdd.Event, Integer> counts = counts();
        counts.put(doubled, 2);
        return of(counts);
    }

    /** Every order without one of them and with another twice. */
    static List<List<HotAdd.Event>> withoutAndWithTwice(HotAdd.Event dropped, HotAdd.Event doubled) {
        Map<HotAdd.Event, Integer> counts = counts();
        counts.remove(dropped);
        counts.put(doubled, 2);
        return of(counts);
    }

    private static Map<HotAdd.Event, Integer> counts() {
        Map<HotAdd.Event, Integer> counts = new EnumMap<>(HotAdd.Event.class);
        for (HotAdd.Event event : HotAdd.Event.values()) {
            counts.put(event, 1);
        }
        return counts;
    }

    private static List<List<HotAdd.Event>> of(Map<HotAdd.Event, Integer> counts) {
        List<List<HotAdd.Event>> orders = new ArrayList<>();
        extend(new ArrayList<>(), counts, orders::add);
        return orders;
    }

    private static void extend(
            List<HotAdd.Event> begun, Map<HotAdd.Event, Integer> left, Consumer<List<HotAdd.Event>> use) {
        boolean complete = true;
        for (Map.Entry<HotAdd.Event, Integer> next : left.entrySet()) {
            if (next.getValue() > 0) {
                complete = false;
                next.setValue(next.getValue() - 1);
                begun.add(next.getKey());
                extend(begun, left, use);
                begun.remove(begun.size() - 1);
                next.setValue(next.getValue() + 1);
            }
        }
        if (complete) {
            use.accept(List.copyOf(begun));
        }
    }
}
