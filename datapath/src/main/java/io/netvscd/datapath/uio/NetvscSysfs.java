package io.netvscd.datapath.uio;

import io.netvscd.datapath.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the network devices on the VMBus and reads what sysfs says of them and of their channels. */
public final class NetvscSysfs {
    /** The class of a network device, netvsc, as VMBus drivers name it. */
    public static final String CLASS_ID = "f8615163-df3e-46c5-913f-f2d2f965ed0e";

    /** Ids of channels are places in a bitmap of half a page. */
    private static final int RELID_MAX = 2048 * 8 - 1;
    private static final int MONITORS = 128;
    private static final int MONITOR_IDS = 256;
    private static final int CHANNELS_MAX = 1 << 16;
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern UIO = Pattern.compile("uio[0-9]{1,7}");
    private static final Pattern NETDEV = Pattern.compile("[^/\\s]{1,15}");

    private final Path sysfs;
    private final Path devices;

    /**
     * Reads from here.
     *
     * @param sysfs {@code /sys}, or a tree like it
     */
    public NetvscSysfs(Path sysfs) {
        this.sysfs = sysfs;
        devices = sysfs.resolve("bus/vmbus/devices");
    }

    /** Whether a text has the form of an instance GUID, in either case. */
    public static boolean isGuid(String text) {
        return GUID.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** The instance GUIDs of all network devices, in order. */
    public List<String> instances() throws IOException {
        if (!Files.isDirectory(devices)) {
            throw new IOException(devices + " is not there: this is no Hyper-V guest, or its kernel lacks hv_vmbus");
        }
        List<String> instances = new ArrayList<>();
        for (Path device : SysfsValues.entries(devices)) {
            if (isNetworkDevice(device)) {
                instances.add(device.getFileName().toString());
            }
        }
        return instances;
    }

    private static boolean isNetworkDevice(Path device) {
        try {
            String text = Files.readString(device.resolve("class_id")).strip();
            return text.replace("{", "").replace("}", "").toLowerCase(Locale.ROOT).equals(CLASS_ID);
        } catch (IOException gone) {
            // It left between the listing and now.
            return false;
        }
    }

    /** The device with this instance GUID. */
    public NetvscDevice byInstance(String instance) throws IOException {
        String guid = instance.toLowerCase(Locale.ROOT);
        if (!instances().contains(guid)) {
            throw notFound("no network device on the VMBus has the instance GUID " + guid);
        }
        return read(guid);
    }

    /** The device whose kernel interface has this address; only a device that hv_netvsc drives has one. */
    public NetvscDevice byMac(MacAddress mac) throws IOException {
        for (String instance : instances()) {
            NetvscDevice device = read(instance);
            if (device.mac().filter(mac::equals).isPresent()) {
                return device;
            }
        }
        throw notFound("no network device on the VMBus has an interface with the address " + mac
                + " (one that is bound to uio_hv_generic shows none: name it by its GUID)");
    }

    /** The device behind a kernel interface. */
    public NetvscDevice byInterface(String name) throws IOException {
        if (!NETDEV.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new NetvscNotFound("'" + name + "' is not the name of a network interface");
        }
        String behind = SysfsValues.linkName(sysfs.resolve("class/net").resolve(name).resolve("device"));
        if (!instances().contains(behind)) {
            throw notFound(Files.exists(sysfs.resolve("class/net").resolve(name))
                    ? "the interface " + name + " is not a Hyper-V network device"
                    : "there is no interface " + name);
        }
        return read(behind);
    }

    private NetvscNotFound notFound(String what) throws IOException {
        List<String> all = new ArrayList<>();
        for (String instance : instances()) {
            String netdev = netdevOf(devices.resolve(instance));
            all.add(netdev.isEmpty() ? instance : instance + " (" + netdev + ")");
        }
        return new NetvscNotFound(what + "; there is " + (all.isEmpty() ? "none at all" : String.join(", ", all)));
    }

    private NetvscDevice read(String instance) throws IOException {
        Path path = devices.resolve(instance);
        String netdev = netdevOf(path);
        return new NetvscDevice(
                instance,
                path,
                SysfsValues.decimal(path.resolve("id"), 1, RELID_MAX),
                monitorId(path),
                SysfsValues.linkName(path.resolve("driver")),
                netdev,
                netdev.isEmpty() ? Optional.empty() : mac(path.resolve("net").resolve(netdev).resolve("address")),
                uioOf(path));
    }

    private static int monitorId(Path folder) throws IOException {
        Path file = folder.resolve("monitor_id");
        // Kernels before 5.1 show the octet of the host's offer also where no monitor was allocated.
        int monitorId = Files.exists(file) ? SysfsValues.decimal(file, 0, MONITOR_IDS - 1) : NetvscDevice.NO_MONITOR;
        return monitorId < MONITORS ? monitorId : NetvscDevice.NO_MONITOR;
    }

    private static String netdevOf(Path device) throws IOException {
        List<Path> netdevs = SysfsValues.entries(device.resolve("net"));
        return netdevs.isEmpty() ? "" : netdevs.get(0).getFileName().toString();
    }

    private static Optional<MacAddress> mac(Path file) throws IOException {
        String text = SysfsValues.text(file);
        try {
            return Optional.of(MacAddress.parse(text));
        } catch (IllegalArgumentException e) {
            throw SysfsValues.invalid(file, text, "a MAC address");
        }
    }

    private static String uioOf(Path device) throws IOException {
        for (Path entry : SysfsValues.entries(device.resolve("uio"))) {
            String name = entry.getFileName().toString();
            if (UIO.matcher(name).matches()) {
                return name;
            }
        }
        return "";
    }

    /** What lies behind the device file; the device is bound to uio_hv_generic. */
    public UioLayout layout(NetvscDevice device) throws IOException {
        if (device.uio().isEmpty()) {
            throw new IOException(device.path().resolve("uio") + " is not there: the device is bound to "
                    + (device.driver().isEmpty() ? "no driver" : device.driver())
                    + "; bind it to uio_hv_generic first: netvscd bind " + device.instance());
        }
        return UioLayout.read(device.path().resolve("uio").resolve(device.uio()).resolve("maps"));
    }

    /** The sub-channels that have a folder by now, by index; their rings may not be there yet. */
    public List<SubChannel> subChannels(NetvscDevice device) throws IOException {
        List<SubChannel> found = new ArrayList<>();
        for (Path folder : SysfsValues.entries(device.path().resolve("channels"))) {
            Path id = folder.resolve("subchannel_id");
            int index = Files.exists(id) ? SysfsValues.decimal(id, 0, CHANNELS_MAX - 1) : 0;
            if (index != 0) {
                found.add(new SubChannel(relid(folder), index, monitorId(folder), folder.resolve("ring"),
                        Files.readAttributes(folder, BasicFileAttributes.class).fileKey()));
            }
        }
        found.sort((one, other) -> Integer.compare(one.index(), other.index()));
        return found;
    }

    private static int relid(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        try {
            int relid = Integer.parseInt(name);
            if (relid >= 1 && relid <= RELID_MAX) {
                return relid;
            }
        } catch (NumberFormatException e) {
            // No number at all: told below, like one out of range.
        }
        throw SysfsValues.invalid(folder, name, "a folder named by a channel's id from 1 to " + RELID_MAX);
    }
}
