package io.netvscd.datapath.netlink;

/**
 * A network function on the PCI bus.
 *
 * @param pciAddress {@code 0002:00:02.0}
 * @param slot       the name of its slot, empty where it has none
 */
public record BusFunction(String pciAddress, String slot) {
}
