package io.netvscd.datapath.uio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for the sub-channels that the host granted (NVSP 133). The kernel opens each of them after the host's offer and
 * shows it some time later, so whoever asked for them turns the search over until it is {@linkplain #complete} or their
 * patience ends. What is found belongs to the device from then on. For one thread, which may be another than the one
 * that uses the device.
 */
public final class SubChannelSearch {
    private final NetvscSysfs sysfs;
    private final NetvscDevice device;
    private final UioDevice primary;
    private final Set<Object> former;
    private final int granted;
    private final BitSet settled = new BitSet();

    /**
     * Begins a search.
     *
     * @param former  {@linkplain SubChannel#identity identities} of those that were there before the device was opened:
     *                left over from an earlier opening, and about to go
     * @param granted sub-channels, the primary not counted
     */
    SubChannelSearch(NetvscSysfs sysfs, NetvscDevice device, UioDevice primary, Set<Object> former, int granted) {
        this.sysfs = sysfs;
        this.device = device;
        this.primary = primary;
        this.former = former;
        this.granted = granted;
    }

    /**
     * Looks once; returns those that have appeared since the last look, their rings mapped, by index. Never waits.
     *
     * @throws IOException saying which ring is unfit; it is passed over from now on
     */
    public List<UioSubChannel> look() throws IOException {
        List<UioSubChannel> opened = new ArrayList<>();
        for (SubChannel channel : sysfs.subChannels(device)) {
            boolean wanted = channel.index() <= granted && !settled.get(channel.index())
                    && !former.contains(channel.identity());
            long bytes = wanted ? ringFileBytes(channel) : 0;
            if (bytes > 0) {
                settled.set(channel.index());
                opened.add(UioSubChannel.open(primary, channel, bytes));
            }
        }
        return opened;
    }

    private static long ringFileBytes(SubChannel channel) throws IOException {
        try {
            return Files.size(channel.ring());
        } catch (NoSuchFileException later) {
            return 0;
        }
    }

    /** Whether every granted sub-channel has been found, fit or not. */
    public boolean complete() {
        return settled.cardinality() == granted;
    }
}
