package io.netvscd.datapath.uio;

import io.netvscd.datapath.MacAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The network device that a daemon drives: bound to {@code uio_hv_generic} from its start on, also when the host offers
 * it anew, and given back at its end unless it had been bound before by hand. Not for two threads at once.
 */
public final class HeldDevice {
    /** Of 2 MiB: room for some sixty large segments on their way to the host. */
    private static final int HUGE_PAGES = 2;

    private final NetvscDevices devices;
    private final DriverBinding binding;
    private final String instance;
    private final BindingRecord.Holder holder;
    private HugePages pages;
    private NetvscDevice opened;
    private Set<Object> formerSubChannels = Set.of();

    private HeldDevice(NetvscDevices devices, DriverBinding binding, NetvscDevice device) throws IOException {
        this.devices = devices;
        this.binding = binding;
        instance = device.instance();
        // Whoever bound it without leaving a record wants it to stay so.
        holder = devices.record(device).map(BindingRecord::holder).orElse(BindingRecord.Holder.COMMAND);
    }

    /**
     * Finds and binds a device; its interface leaves the kernel.
     *
     * @param instance its GUID; empty for the one with this address
     * @param mac      that it must have, as far as that can be seen
     */
    public static HeldDevice take(
            UioPaths paths, SysfsWriter writer, Patience patience, String instance, MacAddress mac) throws IOException {
        NetvscDevices devices = new NetvscDevices(paths);
        DriverBinding binding = new DriverBinding(paths, writer, patience);
        NetvscDevice device = devices.find(instance.isEmpty() ? mac.toString() : instance);
        refuseOtherAddress(device.path(), addressOf(devices, device), mac);
        binding.bind(device, BindingRecord.Holder.DAEMON);
        return new HeldDevice(devices, binding, device);
    }

    private static void refuseOtherAddress(Path device, Optional<String> found, MacAddress mac) throws IOException {
        if (found.isPresent() && !found.get().equals(mac.toString())) {
            throw new IOException(device + " has the address " + found.get() + ", but the configuration says " + mac
                    + "; the host would not deliver to that, and no VF would match: correct mac or synthetic.device");
        }
    }

    private static Optional<String> addressOf(NetvscDevices devices, NetvscDevice device) throws IOException {
        if (device.mac().isPresent()) {
            return device.mac().map(MacAddress::toString);
        }
        return devices.record(device).map(BindingRecord::mac).filter(mac -> !mac.isEmpty());
    }

    /** Its instance GUID. */
    public String instance() {
        return instance;
    }

    /**
     * Takes pages that the host reads where they lie, so that large segments leave whole; without them they leave in
     * pieces. For all openings to come.
     *
     * @throws IOException saying why there are none, and the mend
     */
    public void takePages() throws IOException {
        if (pages == null) {
            pages = HugePages.take(HUGE_PAGES);
        }
    }

    /** Opens its primary channel; a device that was offered anew is bound first. Fails while there is none. */
    public UioDevice open(UioListener listener) throws IOException {
        NetvscDevice device = devices.find(instance);
        if (!device.driver().equals(DriverBinding.UIO)) {
            binding.bind(device, holder);
            device = devices.find(instance);
        }
        formerSubChannels = devices.subChannels(device);
        opened = device;
        return devices.open(device, pages, listener);
    }

    /** Begins to look for the sub-channels that the host granted to what was {@linkplain #open opened} last. */
    public SubChannelSearch search(UioDevice primary, int granted) {
        return devices.search(opened, primary, formerSubChannels, granted);
    }

    /** Gives it back to the driver that it had, where a daemon took it. Nothing of it may be open any more. */
    public void giveBack() throws IOException {
        if (pages != null) {
            pages.close();
            pages = null;
        }
        if (holder == BindingRecord.Holder.DAEMON) {
            binding.unbind(devices.find(instance));
        }
    }
}
