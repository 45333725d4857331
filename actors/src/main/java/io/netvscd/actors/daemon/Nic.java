package io.netvscd.actors.daemon;

import io.netvscd.config.NicConfig;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.host.HostCommand;
import java.io.IOException;
import java.util.List;

/** A NIC as it is shown and commanded from outside. */
interface Nic {
    NicConfig config();

    /** The counters of this moment. */
    Checkpoint checkpoint();

    /** The lane to its VFs, {@code kernel} or {@code user}. */
    String lane();

    /** Why it is that one. */
    String laneReason();

    /** What an operator should know of how it is set up. */
    List<String> warnings();

    /** Whether the netdev that is its synthetic path is there; false where that is a channel. */
    boolean syntheticNetdevThere();

    /** Whether that netdev has a carrier. */
    boolean syntheticNetdevLinked();

    /** Whether its host is embedded, and can be commanded. */
    boolean hasEmbeddedHost();

    /** Has its embedded host do something. */
    void tellHost(HostCommand command);

    /** Sets its TAP up or down, as {@code ip link set} does. */
    void setUp(boolean up) throws IOException;

    /** Sets its TAP's MTU, as {@code ip link set} does. */
    void setMtu(int mtu) throws IOException;
}
