package io.netvscd.datapath.netlink;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of the kernel's device model (NETLINK_KOBJECT_UEVENT): {@code ACTION@PATH}, then {@code KEY=VALUE} for
 * every property, each ended by a NUL.
 *
 * @param action     {@code add}, {@code remove}, {@code change}, {@code bind}, …
 * @param devicePath where it is below {@code /sys}
 * @param properties in the order sent
 */
public record Uevent(String action, String devicePath, Map<String, String> properties) {
    public Uevent {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Reads a datagram. */
    public static Uevent parse(byte[] datagram) throws NetlinkMalformed {
        int end = end(datagram, 0);
        String title = new String(datagram, 0, end, StandardCharsets.UTF_8);
        int at = title.indexOf('@');
        if (at <= 0 || at == title.length() - 1) {
            throw new NetlinkMalformed("a uevent begins with ACTION@PATH", 0);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        int from = end + 1;
        while (from < datagram.length) {
            end = end(datagram, from);
            String property = new String(datagram, from, end - from, StandardCharsets.UTF_8);
            int equals = property.indexOf('=');
            if (equals <= 0) {
                throw new NetlinkMalformed("a uevent property is KEY=VALUE", from);
            }
            properties.put(property.substring(0, equals), property.substring(equals + 1));
            from = end + 1;
        }
        return new Uevent(title.substring(0, at), title.substring(at + 1), properties);
    }

    /** The datagram. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder(action).append('@').append(devicePath).append('\0');
        properties.forEach((key, value) -> text.append(key).append('=').append(value).append('\0'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int end(byte[] datagram, int from) throws NetlinkMalformed {
        for (int i = from; i < datagram.length; i++) {
            if (datagram[i] == 0) {
                return i;
            }
        }
        throw new NetlinkMalformed("a uevent's text has no end", from);
    }

    /** A property, empty where it is not there. */
    public String property(String key) {
        return properties.getOrDefault(key, "");
    }

    /** Whether it is about a PCI function. */
    public boolean isPci() {
        return property("SUBSYSTEM").equals("pci");
    }

    /** Whether it is about an Ethernet controller on the PCI bus; false where it does not say of what class the function is. */
    boolean isEthernet() {
        return isPci() && PciSysfs.isEthernet(property("PCI_CLASS"));
    }

    /** The PCI function's address, {@code 0002:00:02.0}: PCI_SLOT_NAME, or the end of the path. */
    public String pciAddress() {
        String name = property("PCI_SLOT_NAME");
        return name.isEmpty() ? devicePath.substring(devicePath.lastIndexOf('/') + 1) : name;
    }
}
