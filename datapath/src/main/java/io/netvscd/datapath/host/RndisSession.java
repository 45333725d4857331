package io.netvscd.datapath.host;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.rndis.ScaleParameters;
import java.util.List;

/**
 * What the guest has set between RNDIS INITIALIZE and HALT.
 *
 * @param packetFilter bits of {@link io.netvscd.datapath.rndis.PacketFilter}
 * @param offloads     bits of {@link io.netvscd.datapath.rndis.Offload} that the guest has switched on
 * @param groups       that the filter's multicast bit lets through
 * @param address      that the guest has given its NIC, null where it has the host's
 * @param scaling      how what is delivered is spread
 */
record RndisSession(
        boolean up,
        int packetFilter,
        int offloads,
        List<MacAddress> groups,
        MacAddress address,
        ScaleParameters scaling) {
    static final RndisSession DOWN = new RndisSession(false, 0, 0, List.of(), null, ScaleParameters.OFF);
    static final RndisSession UP = new RndisSession(true, 0, 0, List.of(), null, ScaleParameters.OFF);

    RndisSession {
        groups = List.copyOf(groups);
    }

    RndisSession filter(int filter) {
        return new RndisSession(up, filter, offloads, groups, address, scaling);
    }

    RndisSession offloads(int on) {
        return new RndisSession(up, packetFilter, on, groups, address, scaling);
    }

    RndisSession groups(List<MacAddress> listed) {
        return new RndisSession(up, packetFilter, offloads, listed, address, scaling);
    }

    RndisSession address(MacAddress given) {
        return new RndisSession(up, packetFilter, offloads, groups, given, scaling);
    }

    RndisSession scaling(ScaleParameters parameters) {
        return new RndisSession(up, packetFilter, offloads, groups, address, parameters);
    }
}
