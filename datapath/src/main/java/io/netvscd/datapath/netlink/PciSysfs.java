package io.netvscd.datapath.netlink;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What sysfs knows of PCI functions: the slot that each sits in and the netdev that it drives. */
final class PciSysfs {
    private static final Pattern FUNCTION = Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");

    private static final Pattern CLASS = Pattern.compile("[0-9a-fA-F]{1,6}");
    private static final int ETHERNET = 0x0200;

    private final Path root;

    /**
     * Reads from here.
     *
     * @param root {@code /sys}, or a tree like it
     */
    PciSysfs(Path root) {
        this.root = root;
    }

    /** The name of the slot that a function sits in (on Hyper-V the serial number that the host gave), else empty. */
    String slotOf(String pciAddress) {
        int dot = pciAddress.lastIndexOf('.');
        String device = dot < 0 ? pciAddress : pciAddress.substring(0, dot);
        if (device.isEmpty()) {
            return "";
        }
        try (DirectoryStream<Path> slots = Files.newDirectoryStream(root.resolve("bus/pci/slots"))) {
            for (Path slot : slots) {
                if (device.equals(addressOf(slot))) {
                    return slot.getFileName().toString();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // No slots directory: no function sits in a slot.
            return "";
        }
        return "";
    }

    private static String addressOf(Path slot) {
        try {
            return Files.readString(slot.resolve("address")).strip();
        } catch (IOException e) {
            // The slot went away between the listing and now.
            return "";
        }
    }

    /** Every network function on the bus, whether or not it has a driver. */
    List<BusFunction> networkFunctions() {
        List<BusFunction> functions = new ArrayList<>();
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(root.resolve("bus/pci/devices"))) {
            for (Path device : devices) {
                String address = device.getFileName().toString();
                if (isNetworkFunction(address)) {
                    functions.add(new BusFunction(address, slotOf(address)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // No PCI bus.
            return List.of();
        }
        functions.sort(Comparator.comparing(BusFunction::pciAddress));
        return functions;
    }

    /** Whether a function is an Ethernet controller by its class. */
    boolean isNetworkFunction(String pciAddress) {
        try {
            String text = Files.readString(root.resolve("bus/pci/devices").resolve(pciAddress).resolve("class"));
            return isEthernet(text.strip().replaceFirst("^0x", ""));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether a class code is that of an Ethernet controller.
     *
     * @param hex base class, subclass and programming interface, {@code 20000} or {@code 020000}
     */
    static boolean isEthernet(String hex) {
        return CLASS.matcher(hex).matches() && Integer.parseInt(hex, 16) >>> 8 == ETHERNET;
    }

    /** The PCI function behind a netdev, else empty; for kernels that do not say so over rtnetlink (before 5.14). */
    String functionOf(String netdev) {
        try {
            Path function = root.resolve("class/net").resolve(netdev).resolve("device").toRealPath().getFileName();
            return FUNCTION.matcher(function.toString()).matches() ? function.toString() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
