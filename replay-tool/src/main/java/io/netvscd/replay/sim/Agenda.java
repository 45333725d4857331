package io.netvscd.replay.sim;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is to happen, by its instant and, within one, in the order it was put here. */
public final class Agenda {
    /** Takes an entry back; nothing happens where it is done already. */
    public interface Entry {
        void cancel();
    }

    private static final class Item implements Entry {
        private final long atNs;
        private final long order;
        private Runnable what;

        private Item(long atNs, long order, Runnable what) {
            this.atNs = atNs;
            this.order = order;
            this.what = what;
        }

        @Override
        public void cancel() {
            what = null;
        }
    }

    private final PriorityQueue<Item> items = new PriorityQueue<>(
            Comparator.comparingLong((Item item) -> item.atNs).thenComparingLong(item -> item.order));
    private long nowNs;
    private long order;

    /** Virtual nanoseconds since the world began. */
    public long nowNs() {
        return nowNs;
    }

    /** Puts something on the agenda; an instant that has passed counts as now. */
    public Entry at(long atNs, Runnable what) {
        Item item = new Item(Math.max(atNs, nowNs), order++, what);
        items.add(item);
        return item;
    }

    /** The instant of the first entry, {@link Long#MAX_VALUE} where there is none. */
    public long nextNs() {
        while (!items.isEmpty() && items.peek().what == null) {
            items.remove();
        }
        return items.isEmpty() ? Long.MAX_VALUE : items.peek().atNs;
    }

    /** Moves on to this instant, which no entry may precede. */
    public void advanceTo(long atNs) {
        if (atNs < nowNs || nextNs() < atNs) {
            throw new IllegalArgumentException("virtual time moves from entry to entry, not from " + nowNs + " to "
                    + atNs);
        }
        nowNs = atNs;
    }

    /** Does the first entry, if it is due; false where none is. */
    public boolean runNext() {
        if (nextNs() > nowNs) {
            return false;
        }
        Runnable what = items.remove().what;
        what.run();
        return true;
    }
}
