package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import org.agrona.UnsafeApi;

/**
 * The NIC as the rest of the system sees it: a TAP device with a virtio-net header in front of every frame. What the
 * system sends on the device is received here, and what is sent here is received by the system.
 */
public final class TapPort implements Port {
    /** Frames that one receive takes at most. */
    public static final int BURST_FRAMES = 64;

    /** The largest frame is a 64 KiB segment with its headers; what is longer is cut by the kernel and dropped here. */
    private static final int SLOT_BYTES = 68 * 1024;
    /** Room in front of the Ethernet header, for the virtio-net header and for what a sending port puts before it. */
    private static final int HEADROOM_BYTES = 256;
    private static final int READ_BYTES = SLOT_BYTES - HEADROOM_BYTES + Burst.VNET_HEADER;

    private final String name;
    private final TapDevice device;
    private final int fd;
    private final long slots;
    private boolean closed;
    private boolean failed;
    private long refused;

    private TapPort(TapDevice device) {
        this.device = device;
        name = "tap " + device.name();
        fd = device.fd();
        slots = UnsafeApi.allocateMemory((long) BURST_FRAMES * SLOT_BYTES);
    }

    /**
     * Creates the device, or attaches to the persistent one of that name.
     *
     * @throws ErrnoException without the right to ({@code CAP_NET_ADMIN}), when another process holds the device, when
     *                        the name belongs to a device that is no TAP, or where the kernel has no TUN driver
     */
    public static TapPort open(TapSettings settings) throws ErrnoException {
        return new TapPort(TapDevice.open(settings));
    }

    /** The device itself: its number, its carrier, its offloads. */
    public TapDevice device() {
        return device;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        int frames = Math.min(burst.capacity(), BURST_FRAMES);
        while (burst.size < frames && !closed) {
            long frame = slots + (long) burst.size * SLOT_BYTES + HEADROOM_BYTES;
            int read = Libc.read(fd, frame - Burst.VNET_HEADER, READ_BYTES);
            if (read <= 0) {
                failed |= Errno.EBADFD.is(read);
                break;
            }
            if (read > Burst.VNET_HEADER && read < READ_BYTES) {
                burst.add(frame, read - Burst.VNET_HEADER, 0);
            } else {
                refused++;
            }
        }
        return burst.size;
    }

    @Override
    public void release(Burst burst) {
        // The slots are this port's own and are read into anew by the next receive.
    }

    @Override
    public int send(Burst burst, int from) {
        failed = closed;
        int next = from;
        while (next < burst.size && !closed) {
            long frame = burst.address[next] - Burst.VNET_HEADER;
            int written = Libc.write(fd, frame, burst.length[next] + Burst.VNET_HEADER);
            if (written < 0 && !Errno.EINTR.is(written)) {
                if (Errno.EAGAIN.is(written) || Errno.ENOMEM.is(written) || Errno.ENOBUFS.is(written)) {
                    break;
                }
                if (Errno.EIO.is(written) || Errno.EBADFD.is(written) || Errno.EBADF.is(written)) {
                    failed = true;
                    break;
                }
                refused++;
            }
            next += Errno.EINTR.is(written) ? 0 : 1;
        }
        return next - from;
    }

    /** {@link Health#FAILED} while the device is set down as well as when it is gone; the next send finds out anew. */
    @Override
    public Health health() {
        return failed ? Health.FAILED : Health.BUSY;
    }

    @Override
    public int fileDescriptor() {
        return fd;
    }

    /** Frames that ended here since the port was opened: malformed in the kernel's eyes, or too long for a slot. */
    public long refused() {
        return refused;
    }

    /** Lets go of the device: a persistent one stays, without carrier until someone attaches again; another goes. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            device.close();
            UnsafeApi.freeMemory(slots);
        }
    }
}
