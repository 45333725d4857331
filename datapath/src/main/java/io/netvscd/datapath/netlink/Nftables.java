package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody has set up in nftables for one device: chains of the netdev family, which have its frames before the stack does
 * (linux/netfilter/nf_tables.h). The kernel tells of them when it is asked; where it has no nftables there are none.
 */
final class Nftables implements AutoCloseable {
    /** {@code NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETCHAIN}. */
    private static final int GET_CHAIN = 10 << 8 | 4;
    private static final int NFPROTO_NETDEV = 5;
    private static final int NFGENMSG_BYTES = 4;

    private static final int CHAIN_TABLE = 1;
    private static final int CHAIN_NAME = 3;
    private static final int CHAIN_HOOK = 4;
    private static final int HOOK_DEVICE = 3;
    private static final int HOOK_DEVICES = 4;

    /** Null where the kernel has no netfilter. */
    private final RouteSocket socket;

    private Nftables(RouteSocket socket) {
        this.socket = socket;
    }

    /** In the calling thread's network namespace. */
    static Nftables open() {
        try {
            return new Nftables(RouteSocket.open(NetlinkSocket.NETFILTER));
        } catch (ErrnoException none) {
            return new Nftables(null);
        }
    }

    /** The chains of a device in words, {@code nftables chain TABLE NAME}. */
    List<String> chains(String device) throws IOException {
        List<String> chains = new ArrayList<>();
        for (NetlinkMessage message : dump(device)) {
            String table = "";
            String name = "";
            boolean ofDevice = false;
            for (Attribute attribute : message.attributes(NFGENMSG_BYTES)) {
                switch (attribute.type()) {
                    case CHAIN_TABLE -> table = attribute.text();
                    case CHAIN_NAME -> name = attribute.text();
                    case CHAIN_HOOK -> ofDevice = names(attribute, device);
                    default -> { }
                }
            }
            if (ofDevice) {
                chains.add("nftables chain " + table + " " + name);
            }
        }
        return chains;
    }

    private List<NetlinkMessage> dump(String device) throws IOException {
        try {
            return socket == null ? List.of() : socket.dump(
                    new NetlinkRequest(GET_CHAIN, NetlinkRequest.DUMP).netfilter(NFPROTO_NETDEV), "NFT_MSG_GETCHAIN", device);
        } catch (ErrnoException none) {
            return List.of();
        }
    }

    private static boolean names(Attribute hook, String device) throws NetlinkMalformed {
        for (Attribute attribute : hook.nested()) {
            if (attribute.type() == HOOK_DEVICE && attribute.text().equals(device)) {
                return true;
            }
            if (attribute.type() == HOOK_DEVICES
                    && attribute.nested().stream().anyMatch(each -> each.text().equals(device))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }
}
