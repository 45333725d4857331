package io.netvscd.actors.edge;

import io.netvscd.datapath.netlink.LinkMessage;
import java.util.Optional;

/** The aliases by which devices are known as made by us or lent to us; they outlive the process that gave them. */
public final class DeviceMark {
    /** A TAP that is ours to remove. */
    public static final String TAP = "netvscd";

    private static final String VF_OF = "netvscd: VF of ";
    private static final String BELOW = "netvscd: below ";

    private DeviceMark() {
    }

    /** Of the VF of a NIC. */
    static String vfOf(String nic) {
        return VF_OF + nic;
    }

    /** Of the netdev below a NIC's synthetic path. */
    public static String below(String nic) {
        return BELOW + nic;
    }

    /** The NIC whose VF a device is marked as. */
    public static Optional<String> nicOfVf(LinkMessage link) {
        return after(VF_OF, link.alias());
    }

    /** The NIC that a device is marked as being below. */
    public static Optional<String> nicAbove(LinkMessage link) {
        return after(BELOW, link.alias());
    }

    private static Optional<String> after(String prefix, String alias) {
        return alias.startsWith(prefix) ? Optional.of(alias.substring(prefix.length())) : Optional.empty();
    }
}
