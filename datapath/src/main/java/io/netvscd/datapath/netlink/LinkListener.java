package io.netvscd.datapath.netlink;

import java.io.IOException;
import java.util.List;

/** Hears the kernel's news about devices, on the monitor's thread and in the kernel's order. Must not block. */
public interface LinkListener {
    /** A device is there, or changed. */
    void linkSeen(LinkMessage link);

    /** A device is gone. */
    void linkGone(int ifindex, String name);

    /** An address is on a device, or changed; also told for each address after a dump. */
    void addressSeen(AddressMessage address);

    /** An address is off a device. */
    void addressGone(AddressMessage address);

    /** Somebody uses a device: a route, a classifier, a queueing discipline. */
    void useSeen(DeviceUse use);

    /** Somebody uses a device no longer in this way. */
    void useGone(DeviceUse use);

    /** News of this sort was lost; {@link LinkControl#uses} tells what there is. */
    void usesLost();

    /**
     * A network function appeared on the PCI bus.
     *
     * @param pciAddress {@code 0002:00:02.0}
     * @param slot       the name of its slot, empty where it has none
     */
    void pciAdded(String pciAddress, String slot);

    /** A PCI function is gone. */
    void pciRemoved(String pciAddress);

    /** A PCI function has lost its driver, or is switched off. */
    void pciUnbound(String pciAddress);

    /** A PCI function has an error, or what became of it. */
    void pciError(String pciAddress, FunctionError error);

    /** News was lost: what is known may be wrong until the next dump. */
    void overrun();

    /** What was asked for with {@link LinkMonitor#dump}: every device there is, at one moment. */
    void linkDump(List<LinkMessage> links);

    /** Follows each {@link #linkDump}: every network function on the PCI bus. */
    void functionDump(List<BusFunction> functions);

    /** A datagram could not be read, or a socket failed; the monitor goes on as long as it can. */
    void failed(IOException fault);
}
