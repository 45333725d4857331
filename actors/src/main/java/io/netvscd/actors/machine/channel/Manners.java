package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.DataPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the host of one incarnation behaves.
 *
 * @param silences         unanswered requests since it was last heard
 * @param heard            since it was last asked whether it is there
 * @param dumbToKeepalives it answers queries and no keepalives
 * @param anomalies        what it sent that made no sense
 * @param givenUp          switches to the VF that were not answered in time, the latest few: it may still make them
 * @param backGivenUp      such switches to synthetic
 */
record Manners(
        int silences, boolean heard, boolean dumbToKeepalives, int anomalies, List<Long> givenUp, List<Long> backGivenUp) {
    /** A host that leaves more of them open than this has been declared dead long before. */
    private static final int GIVEN_UP_MAX = 16;

    static final Manners UNKNOWN = new Manners(0, false, false, 0, List.of(), List.of());

    Manners hears() {
        return new Manners(0, true, dumbToKeepalives, anomalies, givenUp, backGivenUp);
    }

    Manners silent() {
        return new Manners(silences + 1, heard, dumbToKeepalives, anomalies, givenUp, backGivenUp);
    }

    /** Another round begins in which it may be heard. */
    Manners listening() {
        return new Manners(silences, false, dumbToKeepalives, anomalies, givenUp, backGivenUp);
    }

    Manners answers(SignOfLife sign) {
        return new Manners(0, true, sign.byQuery(), anomalies, givenUp, backGivenUp);
    }

    Manners anomaly() {
        return new Manners(silences, heard, dumbToKeepalives, anomalies + 1, givenUp, backGivenUp);
    }

    /** A switch was not answered in time. */
    Manners givesUp(PendingSwitch late) {
        return late.path() == DataPath.VF
                ? lateSwitches(with(givenUp, late.id()), backGivenUp)
                : lateSwitches(givenUp, with(backGivenUp, late.id()));
    }

    /** Of the switches given up the one with this id, if it is one, is answered. */
    Manners answersLate(long id) {
        return lateSwitches(without(givenUp, id), without(backGivenUp, id));
    }

    /** Where the host is once it has made a switch that was given up; empty for what was none. */
    Optional<DataPath> madeLate(long id) {
        if (givenUp.contains(id)) {
            return Optional.of(DataPath.VF);
        }
        return backGivenUp.contains(id) ? Optional.of(DataPath.SYNTHETIC) : Optional.empty();
    }

    private Manners lateSwitches(List<Long> toVf, List<Long> back) {
        return new Manners(silences, heard, dumbToKeepalives, anomalies, toVf, back);
    }

    private static List<Long> with(List<Long> ids, long id) {
        List<Long> more = new ArrayList<>(ids.size() < GIVEN_UP_MAX ? ids : ids.subList(1, GIVEN_UP_MAX));
        more.add(id);
        return List.copyOf(more);
    }

    private static List<Long> without(List<Long> ids, long id) {
        return ids.contains(id) ? ids.stream().filter(each -> each != id).toList() : ids;
    }
}
