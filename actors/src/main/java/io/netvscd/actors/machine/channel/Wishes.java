package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.Oid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the host of an open channel is to have set, by OID, the most urgent first. */
final class Wishes {
    private Wishes() {
    }

    /** The first that the host has not answered for; none while it has a request to answer. */
    static Optional<Map.Entry<Integer, Information>> next(ChannelState state) {
        Session session = state.session();
        return session.request() != null ? Optional.empty() : of(state).entrySet().stream()
                .filter(wish -> !session.settings().settled(wish))
                .findFirst();
    }

    /** What a request for this OID sets it to. */
    static Information value(ChannelState state, int oid) {
        return of(state).get(oid);
    }

    private static Map<Integer, Information> of(ChannelState state) {
        Map<Integer, Information> wishes = new LinkedHashMap<>();
        wishes.put(Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(state.wished().filter()));
        return wishes;
    }
}
