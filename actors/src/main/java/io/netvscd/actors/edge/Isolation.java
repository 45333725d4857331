package io.netvscd.actors.edge;

import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps a VF out of everybody's way: tools see whose VF it is (an alias and an alternative name), it makes no IPv6 address, and what it
 * receives reaches the system through the NIC alone.
 */
public final class Isolation {
    private static final String ALTERNATIVE_NAME = "-vf";

    private Isolation() {
    }

    static void set(LinkControl control, String nic, int ifindex, boolean on) throws IOException {
        if (on) {
            isolate(control, nic, ifindex);
        } else {
            restore(control, nic, ifindex);
        }
    }

    /** The mark comes first: by it a later life knows what to take back. */
    private static void isolate(LinkControl control, String nic, int ifindex) throws IOException {
        control.setAlias(ifindex, DeviceMark.vfOf(nic));
        control.setIpv6Autoconfiguration(ifindex, false);
        if (!control.isIngressHidden(ifindex)) {
            control.hideIngress(ifindex);
        }
        String name = alternativeName(nic, ifindex);
        Optional<LinkMessage> named = control.link(name);
        if (named.isEmpty()) {
            control.addAlternativeName(ifindex, name);
        }
    }

    /**
     * Takes back what is there of it, each part whether or not another fails, the mark last; the first failure is told. A device
     * without the mark is none of ours, whatever its number says.
     */
    public static void restore(LinkControl control, String nic, int ifindex) throws IOException {
        LinkMessage link = control.link(ifindex).orElse(null);
        if (link == null || DeviceMark.nicOfVf(link).isEmpty()) {
            return;
        }
        String name = alternativeName(nic, ifindex);
        IOException first = attempt(null, () -> ParkingBond.leave(control, ifindex));
        if (link.alternativeNames().contains(name)) {
            first = attempt(first, () -> control.removeAlternativeName(ifindex, name));
        }
        first = attempt(first, () -> control.setIpv6Autoconfiguration(ifindex, true));
        first = attempt(first, () -> control.showIngress(ifindex));
        if (first != null) {
            throw first;
        }
        control.setAlias(ifindex, "");
    }

    private static String alternativeName(String nic, int ifindex) {
        return nic + ALTERNATIVE_NAME + ifindex;
    }

    private static IOException attempt(IOException before, Step step) {
        try {
            step.run();
            return before;
        } catch (IOException failed) {
            return before == null ? failed : before;
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
