package io.netvscd.actors.machine.channel;

import io.netvscd.journal.vocabulary.LinkChange;
import java.util.ArrayList;
import java.util.List;

/**
 * The link as the host tells it.
 *
 * @param held          changes that wait until the last one has settled, the next first
 * @param bitsPerSecond 0 while the host has not said
 */
record LinkStatus(boolean up, List<LinkChange> held, long bitsPerSecond) {
    static final LinkStatus UNKNOWN = new LinkStatus(true, List.of(), 0);

    LinkStatus {
        held = List.copyOf(held);
    }

    LinkStatus up(boolean nowUp) {
        return new LinkStatus(nowUp, held, bitsPerSecond);
    }

    LinkStatus speed(long nowBitsPerSecond) {
        return new LinkStatus(up, held, nowBitsPerSecond);
    }

    LinkStatus hold(LinkChange change, boolean first) {
        List<LinkChange> next = new ArrayList<>(held);
        next.add(first ? 0 : next.size(), change);
        return new LinkStatus(up, next.subList(Math.max(0, next.size() - ChannelTimings.MAX_HELD_LINK_CHANGES),
                next.size()), bitsPerSecond);
    }

    LinkStatus release() {
        return new LinkStatus(up, held.subList(1, held.size()), bitsPerSecond);
    }

    /** Whether {@code change} says what will be true without it. */
    boolean expects(LinkChange change) {
        return held.isEmpty() ? changesNothing(change) : held.get(held.size() - 1) == change;
    }

    /** A link that is down cannot go down. One that is up can come up: the host asks that peers be told. */
    boolean changesNothing(LinkChange change) {
        return !up && change != LinkChange.UP;
    }
}
