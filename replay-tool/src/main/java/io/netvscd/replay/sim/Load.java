package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import java.util.function.Predicate;

/** Frames of one {@code send} that have not entered yet, because their wire had no room. */
final class Load {
    private final Ledger ledger;
    private final Predicate<byte[]> enter;
    private final MacAddress to;
    private final MacAddress from;
    private final int sizeBytes;
    private long left;

    Load(Ledger ledger, Predicate<byte[]> enter, MacAddress to, MacAddress from, int sizeBytes, long count) {
        this.ledger = ledger;
        this.enter = enter;
        this.to = to;
        this.from = from;
        this.sizeBytes = sizeBytes;
        left = count;
    }

    /** Lets as many enter as there is room for; returns how many. */
    int enter() {
        int entered = 0;
        while (left > 0 && enter.test(TaggedFrames.make(to, from, sizeBytes, ledger.next()))) {
            ledger.enter();
            left--;
            entered++;
        }
        return entered;
    }

    boolean done() {
        return left == 0;
    }
}
