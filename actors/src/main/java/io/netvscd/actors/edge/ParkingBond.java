package io.netvscd.actors.edge;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.netlink.LinkControl;
import io.netvscd.datapath.netlink.LinkMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bond for each VF that does nothing: it is down, and the VF is its only slave. It is there for the flag and the master that tools look
 * for before they touch a device. What the VF receives is taken before the bond would have it, and what is sent on the VF passes the bond
 * by.
 *
 * <p>A kernel has bonds when their module is loaded; it is not loaded for this, as it would make a device of its own:
 * {@code modprobe bonding max_bonds=0} does without.
 */
public final class ParkingBond {
    private static final Path MODULE = Path.of("/sys/module/bonding");
    private static final String PREFIX = "netvscd-";
    private static final String KIND = "bond";

    private ParkingBond() {
    }

    /** Whether this kernel has bonds. */
    public static boolean isPossible() {
        return Files.isDirectory(MODULE);
    }

    /** Parks a VF; nothing where the kernel has no bonds. A device that is up is set down for it, as a bond takes no other. */
    static void park(LinkControl control, int ifindex) throws IOException {
        Optional<LinkMessage> link = control.link(ifindex);
        if (!isPossible() || link.isEmpty()) {
            return;
        }
        LinkMessage bond = bond(control, ifindex);
        int master = link.get().masterIfindex();
        if (master == bond.ifindex()) {
            return;
        }
        if (master != 0) {
            throw new ErrnoException("park", Errno.EBUSY.number(), link.get().name(), "slave of ifindex " + master);
        }
        if (bond.mtu() != link.get().mtu()) {
            control.setMtu(bond.ifindex(), link.get().mtu());
        }
        if (link.get().up()) {
            control.setUp(ifindex, false);
        }
        control.enslave(ifindex, bond.ifindex());
    }

    private static LinkMessage bond(LinkControl control, int ifindex) throws IOException {
        String name = PREFIX + ifindex;
        Optional<LinkMessage> bond = control.link(name);
        if (bond.isEmpty()) {
            control.addBond(name);
            bond = control.link(name);
        }
        return bond.orElseThrow(() -> new IOException(name + " went away as it was made"));
    }

    /** Takes a VF out of its bond, if it has one, and the bond away; the VF may be gone already. */
    static void leave(LinkControl control, int ifindex) throws IOException {
        Optional<LinkMessage> bond = control.link(PREFIX + ifindex);
        if (bond.isPresent() && isOurs(bond.get())) {
            Optional<LinkMessage> link = control.link(ifindex);
            if (link.isPresent() && link.get().masterIfindex() == bond.get().ifindex()) {
                control.enslave(ifindex, 0);
            }
            control.delete(bond.get().ifindex());
        }
    }

    /** Takes away the bonds that nobody is parked in: a VF that went while no daemon ran left its own behind. */
    public static void clearEmpty(LinkControl control) throws IOException {
        List<LinkMessage> links = control.links();
        for (LinkMessage bond : links) {
            boolean empty = links.stream().noneMatch(link -> link.masterIfindex() == bond.ifindex());
            if (isOurs(bond) && empty) {
                control.delete(bond.ifindex());
            }
        }
    }

    /** Whether a device is the bond of some VF. */
    private static boolean isOurs(LinkMessage link) {
        return link.kind().equals(KIND) && link.name().matches(PREFIX + "\\d+");
    }
}
