package io.netvscd.datapath.uio;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What was so before a device was bound to {@code uio_hv_generic}, so that it can be made so again.
 *
 * @param instance       of the device
 * @param driver         that it was bound to, empty for none
 * @param driverOverride as it was, empty for none
 * @param classAdded     whether the class of network devices was added to those that uio_hv_generic takes
 * @param netdev         the kernel interface that it was, empty for none
 * @param mac            the interface's address, empty for none
 * @param holder         who bound it
 */
public record BindingRecord(
        String instance,
        String driver,
        String driverOverride,
        boolean classAdded,
        String netdev,
        String mac,
        Holder holder) {
    /** Who bound a device, and so when it goes back. */
    public enum Holder {
        /** {@code netvscd bind}: it goes back by {@code netvscd unbind}. */
        COMMAND,
        /** The daemon: it goes back when the daemon stops. */
        DAEMON
    }

    /** What is assumed of a device that was bound by other means: it goes back to hv_netvsc. */
    static BindingRecord assumed(String instance) {
        return new BindingRecord(instance, DriverBinding.HV_NETVSC, "", false, "", "", Holder.COMMAND);
    }

    BindingRecord withClassAdded() {
        return new BindingRecord(instance, driver, driverOverride, true, netdev, mac, holder);
    }

    /** One {@code key=value} a line; values have no line breaks. */
    String toText() {
        return "instance=" + instance + "\ndriver=" + driver + "\ndriver-override=" + driverOverride + "\nclass-added="
                + classAdded + "\nnetdev=" + netdev + "\nmac=" + mac + "\nholder=" + holder + '\n';
    }

    /** Reads {@link #toText}; keys that are not known are passed over. */
    static BindingRecord parse(String text) throws IOException {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        String holder = value(values, "holder");
        if (!holder.equals(Holder.COMMAND.name()) && !holder.equals(Holder.DAEMON.name())) {
            throw new IOException("the holder '" + holder + "' is neither COMMAND nor DAEMON");
        }
        return new BindingRecord(
                value(values, "instance"),
                value(values, "driver"),
                value(values, "driver-override"),
                Boolean.parseBoolean(value(values, "class-added")),
                value(values, "netdev"),
                value(values, "mac"),
                Holder.valueOf(holder));
    }

    private static String value(Map<String, String> values, String key) throws IOException {
        String value = values.get(key);
        if (value == null) {
            throw new IOException("it has no line " + key + "=");
        }
        return value;
    }
}
