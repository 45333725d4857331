package io.netvscd.datapath.uio;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Gives a network device to {@code uio_hv_generic} and back. The interface leaves the kernel then, with its addresses
 * and routes, and comes back without them.
 *
 * <p>A kernel with {@code driver_override} (4.18 and newer) is told for this device alone; an older one is told to let
 * the driver have devices of the class at all. What was so before is recorded first, undone when a step fails, and
 * restored by {@link #unbind}. Both may be repeated. Not for two threads or processes at once.
 */
public final class DriverBinding {
    /** The kernel's own driver of network devices. */
    public static final String HV_NETVSC = "hv_netvsc";
    /** The driver that hands a device to a process. */
    public static final String UIO = "uio_hv_generic";

    private static final String NO_OVERRIDE = "(null)";

    private interface Step {
        void run() throws IOException;
    }

    private final UioPaths paths;
    private final NetvscSysfs sysfs;
    private final BindingRecords records;
    private final SysfsWriter writer;
    private final Patience patience;

    /**
     * Works on these.
     *
     * @param patience for the device file, and for the interface when it comes back
     */
    public DriverBinding(UioPaths paths, SysfsWriter writer, Patience patience) {
        this.paths = paths;
        sysfs = new NetvscSysfs(paths.sysfs());
        records = new BindingRecords(paths);
        this.writer = writer;
        this.patience = patience;
    }

    /**
     * Binds a device to {@code uio_hv_generic}.
     *
     * @throws IOException naming the path and the mend; the device is as it was, or the message says what could not be
     *                     undone
     */
    public BindingChange bind(NetvscDevice device, BindingRecord.Holder holder) throws IOException {
        if (device.driver().equals(UIO)) {
            NetvscDevice bound = awaitDeviceFile(device);
            String netdev = records.load(device.instance()).map(BindingRecord::netdev).orElse("");
            return new BindingChange(device.instance(), false, UIO, netdev, bound.uio());
        }
        if (!Files.isDirectory(driver(UIO))) {
            throw new IOException(driver(UIO) + " is not there: load the driver first: modprobe " + UIO);
        }
        // One of this boot is there when the host took the device back while it was bound, and offered it anew.
        Optional<BindingRecord> earlier = records.load(device.instance());
        BindingRecord record = new BindingRecord(
                device.instance(),
                device.driver(),
                override(device),
                earlier.map(BindingRecord::classAdded).orElse(false),
                device.netdev(),
                device.mac().map(MacAddress::toString).orElse(""),
                holder);
        records.save(record);
        Deque<Step> undo = new ArrayDeque<>();
        undo.push(() -> restoreRecord(device.instance(), earlier));
        try {
            NetvscDevice bound = take(device, record, undo);
            return new BindingChange(device.instance(), true, UIO, device.netdev(), bound.uio());
        } catch (IOException failed) {
            throw undo(undo, failed);
        }
    }

    private NetvscDevice take(NetvscDevice device, BindingRecord record, Deque<Step> undo) throws IOException {
        String instance = device.instance();
        if (!device.driver().isEmpty()) {
            writer.write(driver(device.driver()).resolve("unbind"), instance);
            undo.push(() -> writer.write(driver(device.driver()).resolve("bind"), instance));
        }
        if (hasOverride(device)) {
            writer.write(overrideFile(device), UIO);
            undo.push(() -> restoreOverride(device, record));
        } else if (addClass()) {
            records.save(record.withClassAdded());
            undo.push(this::removeClass);
        }
        undo.push(() -> release(instance));
        // A class that is new to the driver is offered its devices at once.
        if (!sysfs.byInstance(instance).driver().equals(UIO)) {
            writer.write(driver(UIO).resolve("bind"), instance);
        }
        return awaitDeviceFile(device);
    }

    private void restoreRecord(String instance, Optional<BindingRecord> earlier) throws IOException {
        if (earlier.isPresent()) {
            records.save(earlier.get());
        } else {
            records.delete(instance);
        }
    }

    private static IOException undo(Deque<Step> undo, IOException failed) {
        IOException outcome = failed;
        for (Step step : undo) {
            try {
                step.run();
            } catch (IOException alsoFailed) {
                outcome = new IOException(
                        outcome.getMessage() + "; and could not be undone: " + alsoFailed.getMessage(), outcome);
            }
        }
        return outcome;
    }

    /**
     * Gives a device back to the driver that it had, {@code hv_netvsc} if that is not known, and waits for its
     * interface.
     *
     * @throws IOException naming the path and the mend; it may be repeated then
     */
    public BindingChange unbind(NetvscDevice device) throws IOException {
        BindingRecord record = records.load(device.instance()).orElse(BindingRecord.assumed(device.instance()));
        boolean bound = device.driver().equals(UIO);
        if (bound) {
            refuseInUse(device);
            release(device.instance());
        }
        restoreOverride(device, record);
        if (record.classAdded()) {
            removeClass();
        }
        boolean changed = bound || !record.driver().isEmpty() && device.driver().isEmpty();
        if (changed && !record.driver().isEmpty() && sysfs.byInstance(device.instance()).driver().isEmpty()) {
            writer.write(driver(record.driver()).resolve("bind"), device.instance());
        }
        NetvscDevice now = changed && record.driver().equals(HV_NETVSC)
                ? awaitInterface(device)
                : sysfs.byInstance(device.instance());
        records.delete(device.instance());
        return new BindingChange(device.instance(), changed, now.driver(), now.netdev(), "");
    }

    private void refuseInUse(NetvscDevice device) throws IOException {
        Path file = paths.dev().resolve(device.uio());
        List<String> users = device.uio().isEmpty() ? List.of() : new OpenFiles(paths.proc()).usersOf(file);
        if (!users.isEmpty()) {
            throw new IOException(file + " is in use by " + String.join(", ", users) + "; stop that first");
        }
    }

    private void release(String instance) throws IOException {
        if (sysfs.byInstance(instance).driver().equals(UIO)) {
            writer.write(driver(UIO).resolve("unbind"), instance);
        }
    }

    /** Returns whether the class was not among those that the driver takes already. */
    private boolean addClass() throws IOException {
        try {
            writer.write(driver(UIO).resolve("new_id"), NetvscSysfs.CLASS_ID);
            return true;
        } catch (ErrnoException refused) {
            if (refused.is(Errno.EEXIST)) {
                return false;
            }
            throw refused;
        }
    }

    private void removeClass() throws IOException {
        try {
            writer.write(driver(UIO).resolve("remove_id"), NetvscSysfs.CLASS_ID);
        } catch (ErrnoException refused) {
            // ENODEV: it is not among them any more.
            if (!refused.is(Errno.ENODEV)) {
                throw refused;
            }
        }
    }

    private void restoreOverride(NetvscDevice device, BindingRecord record) throws IOException {
        if (hasOverride(device) && override(device).equals(UIO) && !record.driverOverride().equals(UIO)) {
            // A line without text takes the override away.
            writer.write(overrideFile(device), record.driverOverride() + '\n');
        }
    }

    private static boolean hasOverride(NetvscDevice device) {
        return Files.exists(overrideFile(device));
    }

    private static String override(NetvscDevice device) throws IOException {
        String text = hasOverride(device) ? SysfsValues.text(overrideFile(device)) : "";
        return text.equals(NO_OVERRIDE) ? "" : text;
    }

    private static Path overrideFile(NetvscDevice device) {
        return device.path().resolve("driver_override");
    }

    private Path driver(String name) {
        return paths.sysfs().resolve("bus/vmbus/drivers").resolve(name);
    }

    private NetvscDevice awaitDeviceFile(NetvscDevice device) throws IOException {
        int looks = 0;
        do {
            NetvscDevice now = sysfs.byInstance(device.instance());
            if (!now.uio().isEmpty() && Files.exists(paths.dev().resolve(now.uio()))) {
                return now;
            }
        } while (patience.wait(++looks));
        throw new IOException(device.path().resolve("uio") + " or its file in " + paths.dev()
                + " has not come: see dmesg for what uio_hv_generic says");
    }

    private NetvscDevice awaitInterface(NetvscDevice device) throws IOException {
        int looks = 0;
        do {
            NetvscDevice now = sysfs.byInstance(device.instance());
            if (!now.netdev().isEmpty()) {
                return now;
            }
        } while (patience.wait(++looks));
        throw new IOException(device.path().resolve("net") + " has not come back with an interface: see dmesg for what "
                + HV_NETVSC + " says");
    }
}
