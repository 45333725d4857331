package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.rndis.Information;
import io.netvscd.datapath.rndis.NetworkAddress;
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.datapath.rndis.ScaleParameters;
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
        if (state.facts().groups().length() > 0) {
            // Before the filter that lets its groups through.
            wishes.put(Oid.ETHERNET_MULTICAST_LIST, Information.of(state.facts().groups().toArray()));
        }
        wishes.put(Oid.GEN_CURRENT_PACKET_FILTER, Information.ofInt(state.filter()));
        if (!addressInForce(state).equals(state.wanted().address())) {
            wishes.put(Oid.GEN_RNDIS_CONFIG_PARAMETER, NetworkAddress.of(state.wanted().address()));
        }
        if (state.session().subchannels().spreads() && state.session().host().tableEntries() > 0) {
            wishes.put(Oid.GEN_RECEIVE_SCALE_PARAMETERS, scaling(state).encode());
        }
        return wishes;
    }

    private static MacAddress addressInForce(ChannelState state) {
        return state.session().settings().inForce(Oid.GEN_RNDIS_CONFIG_PARAMETER)
                .flatMap(NetworkAddress::read)
                .orElse(state.facts().permanentMac());
    }

    private static ScaleParameters scaling(ChannelState state) {
        int channels = state.session().subchannels().opened() + 1;
        int entries = Math.min(state.session().host().tableEntries(), ScaleParameters.ENTRIES_MAX);
        byte[] table = state.facts().rssTable().toArray();
        Information key = state.facts().rssKey().length() == 0
                ? ScaleParameters.USUAL_KEY
                : Information.of(state.facts().rssKey().toArray());
        return table.length == 0
                ? ScaleParameters.overChannels(channels, entries, key)
                : ScaleParameters.overChannels(channels, entries, key, table);
    }
}
