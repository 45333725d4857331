package io.netvscd.actors.edge;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Port;
import java.io.IOException;

/** Opens the ends of one NIC as they are asked for. */
public interface NicPorts {
    /** The synthetic port of this incarnation. */
    Port synthetic(long incarnation) throws IOException;

    /** A port on the VF's netdev. */
    Port vf(String vf, int ifindex) throws IOException;

    /** The master begins again: of what the system has set and the link is, it is to be told everything anew. */
    void beginAgain();

    /** Gratuitous ARP and unsolicited neighbour advertisements for the master's addresses; empty when it has none. */
    byte[][] announcements();

    /** Shows the system whether the NIC has a link. */
    void carrier(boolean up);

    /** Sets the MTU that the system sees, if it is {@code from} still. */
    void mtu(int from, int to);

    /** Sets the address that the system sees, if it is {@code from} still. */
    void mac(MacAddress from, MacAddress to);
}
