package io.netvscd.datapath.uio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Looks for the sub-channels that the host granted (NVSP 133). The kernel opens each of them after the host's offer and
 * shows it some time later, so whoever asked for them turns the search over until it is {@linkplain #complete} or
 * {@linkplain #overdue overdue}.
 */
public final class SubChannelSearch {
    private final NetvscSysfs sysfs;
    private final NetvscDevice device;
    private final UioDevice primary;
    private final int granted;
    private final long deadlineNs;
    private final BitSet found = new BitSet();

    /**
     * Begins a search.
     *
     * @param granted    sub-channels, the primary not counted
     * @param deadlineNs on the clock of {@link #overdue}
     */
    public SubChannelSearch(NetvscSysfs sysfs, NetvscDevice device, UioDevice primary, int granted, long deadlineNs) {
        this.sysfs = sysfs;
        this.device = device;
        this.primary = primary;
        this.granted = granted;
        this.deadlineNs = deadlineNs;
    }

    /** Looks once; returns those that have appeared since the last look, their rings mapped, by index. Never waits. */
    public List<UioSubChannel> look() throws IOException {
        List<UioSubChannel> opened = new ArrayList<>();
        for (SubChannel channel : sysfs.subChannels(device)) {
            if (channel.index() <= granted && !found.get(channel.index())) {
                long bytes = ringFileBytes(channel);
                if (bytes > 0) {
                    opened.add(UioSubChannel.open(primary, channel, bytes));
                    found.set(channel.index());
                }
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

    /** Whether every granted sub-channel has been found. */
    public boolean complete() {
        return found.cardinality() == granted;
    }

    /** Whether it is time to go on with the channels there are. */
    public boolean overdue(long nowNs) {
        return !complete() && nowNs - deadlineNs >= 0;
    }
}
