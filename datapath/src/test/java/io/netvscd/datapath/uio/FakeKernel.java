package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A sysfs tree with the exact layout of a Hyper-V guest's, and the kernel that acts on what is written into it. */
final class FakeKernel implements SysfsWriter {
    static final String ETH0 = "f8b3781a-1e82-4818-a1c3-63d806ec15bb";
    static final String ETH1 = "0c2d5f3e-8a11-4f70-9b6e-2f1d5c1b7a02";
    static final String MAC0 = "00:15:5d:0a:00:01";
    static final String MAC1 = "00:15:5d:0a:00:02";
    private static final String DISK_CLASS = "{ba6163d9-04a1-4d29-b605-72e2ffb1dc7f}";

    final UioPaths paths;
    /** What was written, {@code unbind f8b3...}. */
    final List<String> written = new ArrayList<>();
    /** Files whose next write fails. */
    final Map<String, Errno> refused = new HashMap<>();
    /** The one of them that fails at every write. */
    String alwaysRefused = "";
    /** Whether uio_hv_generic makes its device file. */
    boolean makesDeviceFiles = true;
    private final Set<String> uioClasses = new HashSet<>();
    private final Map<String, String> netdevs = new HashMap<>();
    private final Map<String, String> macs = new HashMap<>();
    private final boolean overrides;

    /**
     * @param overrides whether devices have {@code driver_override}
     */
    FakeKernel(Path root, boolean overrides) throws IOException {
        this.overrides = overrides;
        paths = new UioPaths(root.resolve("sys"), root.resolve("dev"), root.resolve("proc"), root.resolve("records"));
        Files.createDirectories(paths.dev());
        put(paths.proc().resolve("sys/kernel/random/boot_id"), "6b1d0c4e-first");
        Files.createDirectories(drivers().resolve("hv_netvsc"));
        Files.createDirectories(drivers().resolve("uio_hv_generic"));
        plug(ETH0, "eth0", MAC0, 21, "37");
        plug(ETH1, "eth1", MAC1, 70, null);
        put(devices().resolve("00000000-0000-8899-0000-000000000000/class_id"), DISK_CLASS);
        Files.createDirectories(paths.sysfs().resolve("class/net/lo"));
    }

    static FakeKernel modern(Path root) throws IOException {
        return new FakeKernel(root, true);
    }

    Path devices() {
        return paths.sysfs().resolve("bus/vmbus/devices");
    }

    private Path drivers() {
        return paths.sysfs().resolve("bus/vmbus/drivers");
    }

    Path maps(String instance) {
        return devices().resolve(instance).resolve("uio/uio0/maps");
    }

    static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private void plug(String instance, String netdev, String mac, int relid, String monitor) throws IOException {
        Path device = devices().resolve(instance);
        put(device.resolve("class_id"), "{" + NetvscSysfs.CLASS_ID + "}");
        put(device.resolve("id"), Integer.toString(relid));
        if (monitor != null) {
            put(device.resolve("monitor_id"), monitor);
        }
        if (overrides) {
            put(device.resolve("driver_override"), "(null)");
        }
        put(device.resolve("channels/" + relid + "/subchannel_id"), "0");
        netdevs.put(instance, netdev);
        macs.put(instance, mac);
        attach(device, "hv_netvsc");
    }

    /** The host takes a device back. */
    void unplug(String instance) throws IOException {
        Path device = devices().resolve(instance);
        detach(device, SysfsValues.linkName(device.resolve("driver")));
        delete(device);
    }

    /** The host takes a device back and offers it anew: the kernel's own driver gets it. */
    void replug(String instance) throws IOException {
        unplug(instance);
        plug(instance, netdevs.get(instance), macs.get(instance), 22, null);
    }

    @Override
    public void write(Path file, String value) throws ErrnoException {
        String name = file.getFileName().toString();
        written.add(name + " " + value.replace("\n", "\\n"));
        Errno refusal = name.equals(alwaysRefused) ? refused.get(name) : refused.remove(name);
        if (refusal != null) {
            throw new ErrnoException("write", refusal.number(), file.toString());
        }
        try {
            obey(file, name, value);
        } catch (ErrnoException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void obey(Path file, String name, String value) throws IOException {
        String driver = file.getParent().getFileName().toString();
        switch (name) {
            case "driver_override" -> put(file, value.equals("\n") ? "(null)" : value.strip());
            case "unbind" -> detach(devices().resolve(value), driver);
            case "bind" -> bind(file, devices().resolve(value), driver);
            case "new_id" -> {
                if (!uioClasses.add(value)) {
                    throw new ErrnoException("write", Errno.EEXIST.number(), file.toString());
                }
                for (String instance : netdevs.keySet()) {
                    if (!Files.exists(devices().resolve(instance).resolve("driver"))) {
                        attach(devices().resolve(instance), driver);
                    }
                }
            }
            case "remove_id" -> {
                if (!uioClasses.remove(value)) {
                    throw new ErrnoException("write", Errno.ENODEV.number(), file.toString());
                }
            }
            default -> throw new ErrnoException("open", Errno.ENOENT.number(), file.toString());
        }
    }

    private void bind(Path file, Path device, String driver) throws IOException {
        Path override = device.resolve("driver_override");
        String wanted = Files.exists(override) ? Files.readString(override).strip() : "(null)";
        boolean known = driver.equals("hv_netvsc") || uioClasses.contains(NetvscSysfs.CLASS_ID);
        boolean matches = wanted.equals("(null)") ? known : wanted.equals(driver);
        if (!matches || Files.exists(device.resolve("driver"))) {
            throw new ErrnoException("write", Errno.ENODEV.number(), file.toString());
        }
        attach(device, driver);
    }

    private void attach(Path device, String driver) throws IOException {
        Files.createSymbolicLink(device.resolve("driver"), drivers().resolve(driver));
        String instance = device.getFileName().toString();
        if (driver.equals("hv_netvsc")) {
            put(device.resolve("net").resolve(netdevs.get(instance)).resolve("address"), macs.get(instance));
            Path link = paths.sysfs().resolve("class/net").resolve(netdevs.get(instance)).resolve("device");
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, device);
        } else if (makesDeviceFiles) {
            makeMaps(device.resolve("uio/uio0/maps"));
            Files.writeString(paths.dev().resolve("uio0"), "");
        }
    }

    private static void makeMaps(Path maps) throws IOException {
        String[] names = {"txrx_rings", "int_page", "monitor_page", "recv:" + 0xE1E10, "send:" + 0xE1E11};
        int[] bytes = {2 * FakeHardware.RING_BYTES, 4096, 4096, FakeHardware.BUFFER_BYTES, FakeHardware.BUFFER_BYTES};
        for (int i = 0; i < names.length; i++) {
            put(maps.resolve("map" + i + "/name"), names[i]);
            put(maps.resolve("map" + i + "/addr"), "0xffff88810" + i + "000000");
            put(maps.resolve("map" + i + "/size"), "0x" + String.format("%016x", bytes[i]));
        }
    }

    private void detach(Path device, String driver) throws IOException {
        Files.delete(device.resolve("driver"));
        if (driver.equals("hv_netvsc")) {
            delete(device.resolve("net"));
            delete(paths.sysfs().resolve("class/net").resolve(netdevs.get(device.getFileName().toString())));
        } else if (makesDeviceFiles) {
            delete(device.resolve("uio"));
            Files.delete(paths.dev().resolve("uio0"));
        }
    }

    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
            for (Path entry : SysfsValues.entries(path)) {
                delete(entry);
            }
        }
        Files.delete(path);
    }

    /** The machine is started again: bindings are gone, files on disk are not. */
    void reboot() throws IOException {
        put(paths.proc().resolve("sys/kernel/random/boot_id"), "91c2aa07-second");
    }

    NetvscSysfs sysfs() {
        return new NetvscSysfs(paths.sysfs());
    }

    /** A binding that looks thrice and never sleeps. */
    DriverBinding binding() {
        return new DriverBinding(paths, this, looks -> looks < 3);
    }

    NetvscDevice device(String instance) throws IOException {
        return sysfs().byInstance(instance);
    }
}
