package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.Wakeup;
import io.netvscd.datapath.vmbus.RingPair;
import io.netvscd.datapath.vmbus.SharedBuffers;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.io.IOException;

/**
 * A sub-channel: rings of its own, the buffers of its primary channel. Interrupts come through the primary's file for
 * all channels together; the primary passes each on, when it takes note of it, so the thread that uses it must use
 * these too.
 */
public final class UioSubChannel implements VmbusDevice {
    private static final int O_RDWR_CLOEXEC = 0x80002;

    private final UioDevice primary;
    private final SubChannel channel;
    private final Mappings mappings = new Mappings();
    private final RingPair rings;
    private final HostSignal signal;
    private final Wakeup interrupt;
    private boolean closed;

    private UioSubChannel(UioDevice primary, SubChannel channel, int fd, int ringBytes) throws ErrnoException {
        this.primary = primary;
        this.channel = channel;
        rings = UioDevice.rings(mappings.map(fd, 2L * ringBytes, 0, channel.ring().toString()), ringBytes);
        signal = primary.signalOf(channel);
        interrupt = new Wakeup();
    }

    /** Maps the rings, whose file is there and has this size; the primary owns them then. */
    static UioSubChannel open(UioDevice primary, SubChannel channel, long fileBytes) throws IOException {
        int ringBytes = UioLayout.ringBytes(channel.ring(), fileBytes);
        int fd = Libc.check(
                Libc.open(channel.ring().toString(), O_RDWR_CLOEXEC), "open", channel.ring() + ": run as root");
        try {
            UioSubChannel opened = new UioSubChannel(primary, channel, fd, ringBytes);
            if (!primary.admit(opened)) {
                opened.close();
                throw new IOException(channel.ring() + ": its device has been closed meanwhile");
            }
            return opened;
        } finally {
            Libc.close(fd);
        }
    }

    /** Which of the device's channels it is; 0 is the primary. */
    public int index() {
        return channel.index();
    }

    @Override
    public RingPair rings() {
        return rings;
    }

    @Override
    public SharedBuffers buffers() {
        return primary.buffers();
    }

    @Override
    public void signal() {
        if (!closed && !primary.ended()) {
            // A failure is the primary's to notice: it reads the same file.
            signal.raise();
        }
    }

    @Override
    public int interruptDescriptor() {
        return closed || primary.ended() ? -1 : interrupt.fd();
    }

    @Override
    public void acknowledgeInterrupt() {
        if (!closed) {
            interrupt.drain();
        }
    }

    @Override
    public boolean gone() {
        return primary.gone();
    }

    void wake() {
        interrupt.signal();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            mappings.close();
            interrupt.close();
        }
    }
}
