package io.netvscd.datapath.host;

import java.util.ArrayDeque;
import java.util.Queue;

/** Control messages that wait for their time or for room in the ring; in order, but for those that overtake. */
final class Outbox {
    /** A guest that is owed so many answers is not listened to; see {@link HostChannel#mayBeRead}. */
    static final int OWED_MAX = 1024;

    private record Timed(long dueNs, Outgoing message) {
    }

    private final Queue<Outgoing> overtaking = new ArrayDeque<>();
    private final ArrayDeque<Timed> waiting = new ArrayDeque<>();

    /** Queues a message behind all others; it is due no earlier than they are. */
    void add(long dueNs, Outgoing message) {
        long last = waiting.isEmpty() ? dueNs : waiting.peekLast().dueNs;
        waiting.add(new Timed(Math.max(dueNs, last), message));
    }

    /** Queues a message that is due now, before all that wait. */
    void overtake(Outgoing message) {
        overtaking.add(message);
    }

    /** Whether another answer may be owed. */
    boolean hasRoom() {
        return overtaking.size() + waiting.size() < OWED_MAX;
    }

    /** The next message that is due, or null. It stays until {@link #remove}. */
    Outgoing due(long nowNs) {
        if (!overtaking.isEmpty()) {
            return overtaking.peek();
        }
        Timed head = waiting.peek();
        return head != null && head.dueNs <= nowNs ? head.message : null;
    }

    /** Takes out what {@link #due} returned. */
    void remove() {
        if (overtaking.poll() == null) {
            waiting.poll();
        }
    }

    /** When the next message is due. */
    long deadlineNs() {
        if (!overtaking.isEmpty()) {
            return Long.MIN_VALUE;
        }
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().dueNs;
    }
}
