package io.netvscd.datapath.netlink;

import java.net.InetAddress;

/**
 * An address on a network device, from RTM_NEWADDR, RTM_DELADDR or a dump.
 *
 * @param ifindex      the device
 * @param address      the device's own address, IPv4 or IPv6
 * @param prefixLength bits of the network's part
 * @param linkLocal    whether its scope is the link
 * @param usable       false while duplicate address detection has not passed it
 */
public record AddressMessage(int ifindex, InetAddress address, int prefixLength, boolean linkLocal, boolean usable) {
    /** {@code 10.1.2.3/24}. */
    public String text() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
