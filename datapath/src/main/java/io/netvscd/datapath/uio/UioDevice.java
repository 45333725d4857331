package io.netvscd.datapath.uio;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.vmbus.GuestMemory;
import io.netvscd.datapath.vmbus.RingPair;
import io.netvscd.datapath.vmbus.SharedBuffers;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.UnsafeApi;

/**
 * The primary channel of a netvsc device that is bound to {@code uio_hv_generic}: one opening of its device file.
 *
 * <p>Interrupts. The mask is a word of the inbound ring and is written there, never through the file, because a write
 * of 1 would also signal the host. Older kernels set the mask themselves at each interrupt, newer ones never touch it;
 * whoever drains, takes note of the interrupts, unmasks, looks at the ring again and only then waits for {@link
 * #interruptDescriptor()} loses nothing on either.
 *
 * <p>One thread uses it, as {@link io.netvscd.datapath.vmbus.VmbusPort} does; another may look for its sub-channels.
 */
public final class UioDevice implements VmbusDevice {
    private final UioFile file;
    private final GuestMemory memory;
    private final UioListener listener;
    private final RingPair rings;
    private final long interruptPage;
    private final long monitorPage;
    private final SharedBuffers buffers;
    private final HostSignal signal;
    private volatile List<UioSubChannel> subChannels = List.of();
    private volatile boolean rescinded;
    private volatile boolean closed;

    private UioDevice(
            UioFile file, NetvscDevice device, UioLayout layout, GuestMemory memory, UioListener listener)
            throws IOException {
        this.file = file;
        this.memory = memory;
        this.listener = listener;
        rings = rings(file.map(UioLayout.RINGS, 2L * layout.ringBytes()), layout.ringBytes());
        interruptPage = file.map(UioLayout.INTERRUPT_PAGE, UioLayout.PAGE_BYTES);
        monitorPage = file.map(UioLayout.MONITOR_PAGE, UioLayout.PAGE_BYTES);
        buffers = new SharedBuffers(
                file.map(UioLayout.RECEIVE_BUFFER, layout.receiveBytes()), layout.receiveBytes(), layout.receiveGpadl(),
                file.map(UioLayout.SEND_BUFFER, layout.sendBytes()), layout.sendBytes(), layout.sendGpadl());
        signal = new HostSignal(file, interruptPage, monitorPage, device.relid(), device.monitorId());
    }

    /** Opens the device's file under {@code dev} and maps it. */
    static UioDevice open(
            Path dev, NetvscDevice device, UioLayout layout, GuestMemory memory, UioListener listener)
            throws IOException {
        return over(UioDeviceFile.open(dev.resolve(device.uio())), device, layout, memory, listener);
    }

    /** Maps an open file, which belongs to the device from now on, also when that fails. */
    static UioDevice over(
            UioFile file, NetvscDevice device, UioLayout layout, GuestMemory memory, UioListener listener)
            throws IOException {
        try {
            return new UioDevice(file, device, layout, memory, listener);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** A header takes a page of the guest's, however large those are. */
    static RingPair rings(long start, int ringBytes) {
        return RingPair.at(start, ringBytes, UnsafeApi.pageSize());
    }

    @Override
    public RingPair rings() {
        return rings;
    }

    @Override
    public SharedBuffers buffers() {
        return buffers;
    }

    /**
     * The kernel made the handles when the driver was bound, and a process before this one may have lent them to the
     * host.
     */
    @Override
    public boolean revokeFirst() {
        return true;
    }

    @Override
    public GuestMemory guestMemory() {
        return memory;
    }

    @Override
    public void signal() {
        if (!rescinded && !closed) {
            judge(signal.raise());
        }
    }

    /** -1 from the moment that the channel is rescinded or closed. */
    @Override
    public int interruptDescriptor() {
        return rescinded || closed ? -1 : file.descriptor();
    }

    @Override
    public void acknowledgeInterrupt() {
        if (rescinded || closed) {
            return;
        }
        int octets = file.read();
        if (!Errno.EAGAIN.is(octets)) {
            // One count for all channels of the device: whose interrupt it was cannot be told.
            subChannels.forEach(UioSubChannel::wake);
            judge(octets == 0 ? -Errno.EIO.number() : octets);
        }
    }

    @Override
    public boolean gone() {
        return rescinded;
    }

    /** A failure of the file, other than one that passes, says that the device behind it is gone. */
    private void judge(int result) {
        boolean gone = result < 0 && !Errno.EAGAIN.is(result) && !Errno.EINTR.is(result);
        if (gone && !rescinded) {
            rescinded = true;
            listener.rescinded();
        }
    }

    HostSignal signalOf(SubChannel channel) {
        return new HostSignal(file, interruptPage, monitorPage, channel.relid(), channel.monitorId());
    }

    /** Takes a sub-channel in, on any thread; false when the device has been closed meanwhile. */
    synchronized boolean admit(UioSubChannel channel) {
        if (!closed) {
            List<UioSubChannel> more = new ArrayList<>(subChannels);
            more.add(channel);
            subChannels = List.copyOf(more);
        }
        return !closed;
    }

    @Override
    public List<UioSubChannel> subchannels() {
        return subChannels;
    }

    boolean ended() {
        return rescinded || closed;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            subChannels.forEach(UioSubChannel::close);
            file.close();
            listener.closed();
        }
    }
}
