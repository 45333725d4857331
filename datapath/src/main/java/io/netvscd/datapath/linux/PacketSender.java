package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port.Health;

/**
 * The sending half of a packet socket: frames go out in batches (sendmmsg), each with its virtio-net header, so that large segments
 * and unfinished checksums pass whole.
 */
public final class PacketSender implements AutoCloseable {
    private final PacketSocket socket;
    private final SendBatch batch = new SendBatch();
    private boolean closed;
    private boolean failed;
    private long refused;

    PacketSender(PacketSocket socket) {
        this.socket = socket;
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
            return new PacketSender(socket);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends the frames {@code from .. burst.size - 1} in order and returns how many were taken. */
    public int send(Burst burst, int from) {
        failed = closed;
        boolean retried = false;
        int next = from;
        while (next < burst.size && !closed) {
            int sent = batch.send(socket.fd(), burst, next);
            if (sent > 0) {
                next += sent;
            } else if (isGone(sent)) {
                // A device that was down and is up again leaves one error behind; only the second is news of today.
                if (retried) {
                    failed = true;
                    break;
                }
                retried = true;
            } else if (Errno.EAGAIN.is(sent) || Errno.ENOBUFS.is(sent) || Errno.ENOMEM.is(sent)) {
                break;
            } else if (!Errno.EINTR.is(sent)) {
                refused++;
                next++;
            }
        }
        return next - from;
    }

    private static boolean isGone(int result) {
        return Errno.ENETDOWN.is(result) || Errno.ENXIO.is(result) || Errno.ENODEV.is(result) || Errno.EBADF.is(result);
    }

    /** How the last {@link #send} ended. */
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
            batch.close();
        }
    }
}
