package io.netvscd.datapath.uio;

import org.agrona.UnsafeApi;

/**
 * How a channel gets the host's attention. A monitored channel sets its monitor's bit in the pending word of the
 * monitor's trigger group, and the host finds it there. Any other sets its own bit in the half of the interrupt page
 * that is meant for the host, and has the kernel make the hypercall.
 */
final class HostSignal {
    private static final int BITS = 32;
    /** Monitor page: u32 state, u32 reserved, then four groups of {u32 pending, u32 armed}. */
    private static final int TRIGGER_GROUPS = 8;
    private static final int TRIGGER_GROUP_BYTES = 8;
    /** Interrupt page: the first half is the host's to write, the second the guest's. */
    private static final int TO_HOST = UioLayout.PAGE_BYTES / 2;
    private static final int UNMASK_AND_SIGNAL = 1;

    private final UioFile file;
    private final long word;
    private final int bit;
    private final boolean hypercall;

    /**
     * The signal of one channel.
     *
     * @param monitorId {@link NetvscDevice#NO_MONITOR} for a channel that is not monitored
     */
    HostSignal(UioFile file, long interruptPage, long monitorPage, int relid, int monitorId) {
        this.file = file;
        hypercall = monitorId == NetvscDevice.NO_MONITOR;
        int place = hypercall ? relid : monitorId;
        word = hypercall
                ? interruptPage + TO_HOST + (long) (place / BITS) * Integer.BYTES
                : monitorPage + TRIGGER_GROUPS + (long) (place / BITS) * TRIGGER_GROUP_BYTES;
        bit = 1 << place % BITS;
    }

    /** Signals; returns what the system call gave where one was needed, else 0. */
    int raise() {
        // Other channels' bits are in the same word, and the host takes bits away meanwhile.
        UnsafeApi.getAndBitwiseOrInt(null, word, bit);
        return hypercall ? file.write(UNMASK_AND_SIGNAL) : 0;
    }
}
