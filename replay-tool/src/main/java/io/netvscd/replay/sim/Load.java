package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import java.util.function.Predicate;

/** Frames of one {@code send} that have not entered yet, because their wire had no room. */
final class Load {
    private final Ledger ledger;
    private final Predicate<byte[]> enter;
    /** The one that is to enter next: whoever takes a frame copies it, so one array serves for all. */
    private final byte[] frame;
    private long left;

    Load(Ledger ledger, Predicate<byte[]> enter, MacAddress to, MacAddress from, int sizeBytes, long count) {
        this.ledger = ledger;
        this.enter = enter;
        frame = TaggedFrames.make(to, from, sizeBytes);
        left = count;
    }

    /** Lets as many enter as there is room for; returns how many. */
    int enter() {
        int entered = 0;
        while (left > 0 && enterOne()) {
            ledger.enter();
            left--;
            entered++;
        }
        return entered;
    }

    private boolean enterOne() {
        TaggedFrames.number(frame, ledger.next());
        return enter.test(frame);
    }

    boolean done() {
        return left == 0;
    }
}
