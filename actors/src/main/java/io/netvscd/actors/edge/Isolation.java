package io.netvscd.actors.edge;

import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a VF out of everybody's way: tools see whose VF it is (an alias and an alternative name), it makes no IPv6 address, and what it
 * receives reaches the system through the NIC alone.
 */
public final class Isolation {
    private static final String ALIAS = "netvscd: VF of ";
    private static final String ALTERNATIVE_NAME = "-vf";

    private Isolation() {
    }

    /**
     * Makes ordinary netdevs of those that an earlier life of the daemon, which did not end in order, isolated for NICs that are not
     * configured any more. Those of configured NICs are taken over again; until then what they receive is nobody's.
     */
    public static void cleanUp(LinkControl control, Set<String> nics) throws IOException {
        for (LinkMessage link : control.links()) {
            if (link.alias().startsWith(ALIAS)) {
                control.endRedirect(link.ifindex());
                if (!nics.contains(link.alias().substring(ALIAS.length()))) {
                    restore(control, link.alias().substring(ALIAS.length()), link.ifindex());
                }
            }
        }
    }

    static void set(LinkControl control, String nic, int ifindex, boolean on) throws IOException {
        if (on) {
            isolate(control, nic, ifindex);
        } else {
            restore(control, nic, ifindex);
        }
    }

    /** The second delivery is stopped first: all else is for the eye. */
    private static void isolate(LinkControl control, String nic, int ifindex) throws IOException {
        control.setIpv6Autoconfiguration(ifindex, false);
        if (!control.isIngressHidden(ifindex)) {
            control.hideIngress(ifindex);
        }
        control.setAlias(ifindex, ALIAS + nic);
        String name = alternativeName(nic, ifindex);
        Optional<LinkMessage> named = control.link(name);
        if (named.isEmpty()) {
            control.addAlternativeName(ifindex, name);
        }
    }

    /** Takes back what is there of it, each part whether or not another fails; the first failure is told. */
    private static void restore(LinkControl control, String nic, int ifindex) throws IOException {
        IOException first = null;
        LinkMessage link = control.link(ifindex).orElse(null);
        if (link == null) {
            return;
        }
        first = attempt(first, () -> ParkingBond.leave(control, ifindex));
        if (link.alternativeNames().contains(alternativeName(nic, ifindex))) {
            first = attempt(first, () -> control.removeAlternativeName(ifindex, alternativeName(nic, ifindex)));
        }
        if (link.alias().startsWith(ALIAS)) {
            first = attempt(first, () -> control.setAlias(ifindex, ""));
        }
        first = attempt(first, () -> control.setIpv6Autoconfiguration(ifindex, true));
        first = attempt(first, () -> control.showIngress(ifindex));
        if (first != null) {
            throw first;
        }
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
