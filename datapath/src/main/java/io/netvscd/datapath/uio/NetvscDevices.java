package io.netvscd.datapath.uio;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.vmbus.GuestMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds devices as people name them, also those that have left the kernel, and opens them. */
public final class NetvscDevices {
    private static final Pattern MAC = Pattern.compile("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    private final NetvscSysfs sysfs;
    private final BindingRecords records;
    private final Path dev;

    public NetvscDevices(UioPaths paths) {
        sysfs = new NetvscSysfs(paths.sysfs());
        records = new BindingRecords(paths);
        dev = paths.dev();
    }

    /**
     * The device with this name.
     *
     * @param name an instance GUID, a MAC address, or a kernel interface; one that has left the kernel is known by what
     *             it was
     */
    public NetvscDevice find(String name) throws IOException {
        if (NetvscSysfs.isGuid(name)) {
            return sysfs.byInstance(name);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        for (BindingRecord record : records.all()) {
            if (record.netdev().equals(name) || record.mac().equals(lower)) {
                Optional<NetvscDevice> bound = stillBound(record.instance());
                if (bound.isPresent()) {
                    return bound.get();
                }
            }
        }
        return isMac(name) ? sysfs.byMac(MacAddress.parse(name)) : sysfs.byInterface(name);
    }

    private Optional<NetvscDevice> stillBound(String instance) throws IOException {
        try {
            return Optional.of(sysfs.byInstance(instance)).filter(device -> device.netdev().isEmpty());
        } catch (NetvscNotFound gone) {
            return Optional.empty();
        }
    }

    private static boolean isMac(String name) {
        return MAC.matcher(name).matches();
    }

    /** What was recorded when this device was bound, if it was bound by this program since the machine was started. */
    public Optional<BindingRecord> record(NetvscDevice device) throws IOException {
        return records.load(device.instance());
    }

    /** Who is among the device's sub-channels now. */
    Set<Object> subChannels(NetvscDevice device) throws IOException {
        return sysfs.subChannels(device).stream().map(SubChannel::identity).collect(Collectors.toSet());
    }

    /** Begins to look for sub-channels of an open device; those in {@code former} are of an earlier opening. */
    SubChannelSearch search(NetvscDevice device, UioDevice primary, Set<Object> former, int granted) {
        return new SubChannelSearch(sysfs, device, primary, former, granted);
    }

    /**
     * Opens the primary channel of a device that is bound to {@code uio_hv_generic}.
     *
     * @param memory that the host reads where it lies, null where there is none; outlives the channel
     */
    public UioDevice open(NetvscDevice device, GuestMemory memory, UioListener listener) throws IOException {
        return UioDevice.open(dev, device, sysfs.layout(device), memory, listener);
    }
}
