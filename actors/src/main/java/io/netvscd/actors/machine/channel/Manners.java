package io.netvscd.actors.machine.channel;

import java.util.ArrayList;
import java.util.List;

/**
 * How the host of one incarnation behaves.
 *
 * @param silences         unanswered requests since it was last heard
 * @param heard            since it was last asked whether it is there
 * @param dumbToKeepalives it answers queries and no keepalives
 * @param anomalies        what it sent that made no sense
 * @param givenUp          switches to the VF that were not answered in time, the latest few: it may still make them
 */
record Manners(int silences, boolean heard, boolean dumbToKeepalives, int anomalies, List<Long> givenUp) {
    /** A host that leaves more of them open than this has been declared dead long before. */
    private static final int GIVEN_UP_MAX = 16;

    static final Manners UNKNOWN = new Manners(0, false, false, 0, List.of());

    Manners hears() {
        return new Manners(0, true, dumbToKeepalives, anomalies, givenUp);
    }

    Manners silent() {
        return new Manners(silences + 1, heard, dumbToKeepalives, anomalies, givenUp);
    }

    /** Another round begins in which it may be heard. */
    Manners listening() {
        return new Manners(silences, false, dumbToKeepalives, anomalies, givenUp);
    }

    Manners answers(SignOfLife sign) {
        return new Manners(0, true, sign.byQuery(), anomalies, givenUp);
    }

    Manners anomaly() {
        return new Manners(silences, heard, dumbToKeepalives, anomalies + 1, givenUp);
    }

    Manners givesUp(long switchId) {
        List<Long> more = new ArrayList<>(givenUp.size() < GIVEN_UP_MAX ? givenUp : givenUp.subList(1, GIVEN_UP_MAX));
        more.add(switchId);
        return new Manners(silences, heard, dumbToKeepalives, anomalies, List.copyOf(more));
    }
}
