package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.LateClosingPort;
import io.netvscd.config.VfConfig;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.lane.KernelLane;
import io.netvscd.datapath.lane.WatchedDevice;
import io.netvscd.datapath.linux.PacketPort;
import io.netvscd.datapath.linux.PacketSettings;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.datapath.port.Port;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which lane leads from a NIC to its VF, and why it is not the other one. */
final class VfLane {
    private static final Logger LOG = LoggerFactory.getLogger(VfLane.class);

    private final String nic;
    private final VfConfig.Lane wanted;
    private final KernelLane kernel;
    private final int tap;
    private final LinkControl control;
    private final MacAddress guardedAgainst;
    private volatile String whyNotKernel;

    private VfLane(
            String nic,
            VfConfig.Lane wanted,
            KernelLane kernel,
            LinkControl control,
            int tap,
            MacAddress guardedAgainst,
            String whyNotKernel) {
        this.nic = nic;
        this.wanted = wanted;
        this.kernel = kernel;
        this.control = control;
        this.tap = tap;
        this.guardedAgainst = guardedAgainst;
        this.whyNotKernel = whyNotKernel;
    }

    /**
     * Finds out what can be had.
     *
     * @param guardedAgainst as for {@link KernelLane#open}
     * @throws IOException where the kernel's lane is asked for and cannot be had
     */
    static VfLane choose(
            String nic,
            VfConfig.Lane wanted,
            KernelLane kernel,
            LinkControl control,
            int tap,
            MacAddress guardedAgainst) throws IOException {
        String lacking = kernel.prepare(tap);
        if (wanted == VfConfig.Lane.KERNEL && !lacking.isEmpty()) {
            throw new IOException(nic + ": vf.lane = kernel cannot be had: " + lacking + "; auto or user can");
        }
        if (wanted == VfConfig.Lane.USER || !lacking.isEmpty()) {
            kernel.forget(tap);
        }
        return new VfLane(nic, wanted, kernel, control, tap, guardedAgainst,
                wanted == VfConfig.Lane.USER ? "vf.lane = user" : lacking);
    }

    /** Opens a VF's netdev; one that the kernel's lane cannot be laid to is reached through user space where that is allowed. */
    Port open(String vf, int ifindex, Executor closer) throws IOException {
        if (isKernel()) {
            try {
                refuseWhereAProgramIs();
                return kernel.open(vf, tap, ifindex, guardedAgainst);
            } catch (IOException refused) {
                if (wanted == VfConfig.Lane.KERNEL) {
                    throw refused;
                }
                LOG.warn("{}: through user space to VF {}: {}", nic, vf, refused.getMessage());
                whyNotKernel = refused.getMessage();
            }
        }
        return openUserLane(vf, ifindex, closer);
    }

    private Port openUserLane(String vf, int ifindex, Executor closer) throws IOException {
        PacketPort port = PacketPort.open(PacketSettings.of("VF " + vf + " of " + nic, ifindex));
        WatchedDevice watched = kernel.watch(ifindex);
        port.onRefusal(watched::refused);
        return new LateClosingPort(port, closing -> closer.execute(() -> {
            closing.run();
            watched.close();
        }));
    }

    /** The kernel runs an XDP program of the TAP on no frame that is redirected to it. */
    private void refuseWhereAProgramIs() throws IOException {
        if (control.link(tap).filter(LinkMessage::program).isPresent()) {
            throw new IOException(nic + " has an XDP program, which sees nothing of what the kernel's lane delivers");
        }
    }

    boolean isKernel() {
        return whyNotKernel.isEmpty();
    }

    /** {@code kernel} or {@code user}. */
    String word() {
        return isKernel() ? "kernel" : "user";
    }

    /** Why frames pass through user space, or what passes the daemon by. */
    String reason() {
        return isKernel() ? "the kernel moves the VF's frames; the black box has only those of the synthetic path" : whyNotKernel;
    }

    /** Has the kernel's counters read. */
    void count() {
        if (isKernel()) {
            kernel.count();
        }
    }

    /** Leaves the TAP as it was found. */
    void close() {
        try {
            if (isKernel()) {
                kernel.forget(tap);
            }
        } catch (IOException refused) {
            LOG.warn("{}: {}", nic, refused.getMessage());
        }
    }
}
