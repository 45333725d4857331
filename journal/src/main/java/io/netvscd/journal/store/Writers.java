package io.netvscd.journal.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** Who wrote one owner's records, one life after the other: whoever was followed by another does not come back. */
final class Writers {
    /** So many are remembered: two that write at a time take turns soon. */
    private static final int FORMER = 10;

    private final Deque<String> former = new ArrayDeque<>();
    private String writer;

    /** Goes on with the next record; false where its writer is one of before. */
    boolean follow(String next) {
        if (next.equals(writer)) {
            return true;
        }
        if (former.contains(next)) {
            return false;
        }
        if (writer != null) {
            former.addLast(writer);
        }
        if (former.size() > FORMER) {
            former.removeFirst();
        }
        writer = next;
        return true;
    }
}
