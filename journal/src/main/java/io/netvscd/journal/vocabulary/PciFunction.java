package io.netvscd.journal.vocabulary;

/**
 * A network function on the PCI bus.
 *
 * @param pciAddress {@code 0002:00:02.0}
 * @param slot       the name of its slot, on Hyper-V the serial number that the host gave; empty where it has none
 */
public record PciFunction(String pciAddress, String slot) {
}
