package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port.Health;
import org.agrona.UnsafeApi;

/**
 * The sending half of a packet socket: frames go out in batches (sendmmsg), each with its virtio-net header, so that large segments
 * and unfinished checksums pass whole. All but large segments go to the driver by a second socket, around the device's queue: that is
 * faster, and a device that is going down or has lost its carrier refuses them at once, where its queue would take and drop them.
 */
public final class PacketSender implements AutoCloseable {
    private static final int GSO_TYPE = 1;

    private final PacketSocket socket;
    private final PacketSocket direct;
    private final SendBatch batch = new SendBatch();
    private Runnable onRefusal = () -> { };
    private boolean closed;
    private boolean failed;
    private long refused;

    private PacketSender(PacketSocket socket, PacketSocket direct) {
        this.socket = socket;
        this.direct = direct;
    }

    /** Sends by a socket that is bound to this device, and closes it in the end. */
    static PacketSender over(PacketSocket socket, int ifindex) throws ErrnoException {
        PacketSocket direct = PacketSocket.open(socket.what());
        try {
            direct.passQueueBy();
            direct.bindDeaf(ifindex);
            return new PacketSender(socket, direct);
        } catch (ErrnoException e) {
            direct.close();
            throw e;
        }
    }

    /**
     * Opens a socket that only sends; the device is asked for all groups, as by one that receives.
     *
     * @param name for messages
     * @throws ErrnoException without {@code CAP_NET_RAW}, or when the device is gone
     */
    public static PacketSender open(String name, int ifindex) throws ErrnoException {
        PacketSocket socket = PacketSocket.open("packet " + name);
        try {
            socket.bindDeaf(ifindex);
            return over(socket, ifindex);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Has somebody told when the device refuses frames: its ring is full, or its carrier lost, which the kernel tells apart elsewhere.
     *
     * @param told run by whoever sends, again and again while the device refuses
     */
    public void onRefusal(Runnable told) {
        onRefusal = told;
    }

    /** Sends the frames {@code from .. burst.size - 1} in order and returns how many were taken. */
    public int send(Burst burst, int from) {
        failed = closed;
        boolean retried = false;
        int next = from;
        while (next < burst.size && !closed) {
            int end = endOfRun(burst, next);
            int sent = batch.send((isLarge(burst, next) ? socket : direct).fd(), burst, next, end);
            if (sent > 0) {
                next += sent;
            } else if (isGone(sent)) {
                // A device that was down and is up again leaves one error behind; only the second is news of today.
                if (retried) {
                    failed = true;
                    break;
                }
                retried = true;
            } else if (Errno.ENOBUFS.is(sent)) {
                onRefusal.run();
                break;
            } else if (Errno.EAGAIN.is(sent) || Errno.ENOMEM.is(sent)) {
                break;
            } else if (!Errno.EINTR.is(sent)) {
                refused++;
                next++;
            }
        }
        return next - from;
    }

    private static int endOfRun(Burst burst, int from) {
        boolean large = isLarge(burst, from);
        int end = from + 1;
        while (end < burst.size && isLarge(burst, end) == large) {
            end++;
        }
        return end;
    }

    private static boolean isLarge(Burst burst, int frame) {
        return UnsafeApi.getByte(burst.address[frame] - Burst.VNET_HEADER + GSO_TYPE) != 0;
    }

    private static boolean isGone(int result) {
        return Errno.ENETDOWN.is(result) || Errno.ENXIO.is(result) || Errno.ENODEV.is(result) || Errno.EBADF.is(result);
    }

    /** The device has gone down, as its socket says: until the next {@link #send} it counts as failed. */
    void noteDown() {
        failed = true;
    }

    /** How the last {@link #send} ended, or what was said after it. */
    public Health health() {
        return failed ? Health.FAILED : Health.BUSY;
    }

    /** Frames that the kernel refused one by one. */
    public long refused() {
        return refused;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            socket.close();
            direct.close();
            batch.close();
        }
    }
}
