package io.netvscd.datapath.netlink;

import static io.netvscd.datapath.netlink.IfLink.IFLA_IFNAME;
import static io.netvscd.datapath.netlink.IfLink.IFLA_INFO_DATA;
import static io.netvscd.datapath.netlink.IfLink.IFLA_INFO_KIND;
import static io.netvscd.datapath.netlink.IfLink.IFLA_LINKINFO;
import static io.netvscd.datapath.netlink.IfLink.IFLA_MASTER;
import static io.netvscd.datapath.netlink.IfLink.IFLA_NUM_RX_QUEUES;
import static io.netvscd.datapath.netlink.IfLink.IFLA_NUM_TX_QUEUES;
import static io.netvscd.datapath.netlink.IfLink.RTM_NEWLINK;

import java.nio.charset.StandardCharsets;

/** What makes a bond and puts devices into it, octet for octet as iproute2 asks for it. */
final class BondRequests {
    private static final int IFLA_BOND_MODE = 1;
    private static final int MODE_ACTIVE_BACKUP = 1;

    private BondRequests() {
    }

    /**
     * A bond that is down and has nobody in it; active-backup, so that it sends nothing of its own, and of one queue, as by itself it has
     * sixteen, each of them a device of sysfs that comes and goes with a uevent.
     */
    static NetlinkRequest create(String name) {
        NetlinkRequest request = new NetlinkRequest(
                RTM_NEWLINK, NetlinkRequest.ACKNOWLEDGE | NetlinkRequest.CREATE | NetlinkRequest.EXCLUSIVE)
                .link(0, 0, 0)
                .u32(IFLA_NUM_TX_QUEUES, 1)
                .u32(IFLA_NUM_RX_QUEUES, 1)
                .text(IFLA_IFNAME, name);
        int information = request.beginUnflagged(IFLA_LINKINFO);
        request.attribute(IFLA_INFO_KIND, "bond".getBytes(StandardCharsets.US_ASCII));
        int data = request.beginUnflagged(IFLA_INFO_DATA);
        return request.u8(IFLA_BOND_MODE, MODE_ACTIVE_BACKUP).end(data).end(information);
    }

    /** Makes a device the slave of another; 0 for nobody's. */
    static NetlinkRequest enslave(int ifindex, int masterIfindex) {
        return new NetlinkRequest(RTM_NEWLINK, NetlinkRequest.ACKNOWLEDGE)
                .link(ifindex, 0, 0)
                .u32(IFLA_MASTER, masterIfindex);
    }
}
