package io.netvscd.tests.guest;

import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;

/**
 * The guest's wires, in a namespace: a bridge that is the peer, and beside it the line on which the guest is spoken to.
 *
 * <pre>
 *   guest: lower0 (virtio) ------ t0 \
 *                                     br0 10.77.0.1, the peer
 *          the VF (plugged) ----- t1 /
 *          line0 (virtio) ------- t2  10.78.0.1
 * </pre>
 */
final class Fabric implements AutoCloseable {
    static final String PEER = "10.77.0.1";
    static final String LINE = "10.78.0.2";
    static final String LOWER_TAP = "t0";
    static final String VF_TAP = "t1";
    static final String LINE_TAP = "t2";

    private final NetworkNamespace namespace;

    private Fabric(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    static Fabric create() throws Exception {
        Fabric fabric = new Fabric(NetworkNamespace.create("guest"));
        fabric.namespace.ip("link add br0 address 02:00:00:00:77:fe type bridge stp_state 0 forward_delay 0");
        for (String tap : new String[] {LOWER_TAP, VF_TAP, LINE_TAP}) {
            fabric.namespace.ip("tuntap add " + tap + " mode tap");
            fabric.namespace.ip("link set " + tap + " up");
        }
        fabric.namespace.ip("link set " + LOWER_TAP + " master br0");
        fabric.namespace.ip("link set " + VF_TAP + " master br0");
        fabric.namespace.ip("link set br0 up");
        fabric.namespace.ip("addr add " + PEER + "/24 dev br0");
        fabric.namespace.ip("addr add 10.78.0.1/24 dev " + LINE_TAP);
        return fabric;
    }

    NetworkNamespace namespace() {
        return namespace;
    }

    @Override
    public void close() throws IOException {
        namespace.close();
    }
}
