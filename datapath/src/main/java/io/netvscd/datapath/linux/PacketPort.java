package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;

/**
 * A Linux netdev through a packet socket: received frames come out of a mapped ring (TPACKET_V2), frames to send go in
 * batches (sendmmsg), both with a virtio-net header, so that large segments and unfinished checksums pass whole. The
 * device may be down or without carrier when it is opened, and may go down and come up while it is open.
 */
public final class PacketPort implements Port {
    private final String name;
    private final PacketSocket socket;
    private final PacketRing ring;
    private final PacketSender sender;
    private boolean closed;

    private PacketPort(String name, PacketSocket socket, PacketRing ring, PacketSender sender) {
        this.name = name;
        this.socket = socket;
        this.ring = ring;
        this.sender = sender;
    }

    /**
     * Opens the device for raw frames.
     *
     * @throws ErrnoException without {@code CAP_NET_RAW}, when the device is gone, or without memory for the ring
     */
    public static PacketPort open(PacketSettings settings) throws ErrnoException {
        String name = "packet " + settings.name();
        PacketSocket socket = PacketSocket.open(name);
        try {
            PacketRing ring = PacketRing.map(socket, settings.ringBlocks());
            socket.bind(settings.ifindex(), settings.promiscuous());
            return new PacketPort(name, socket, ring, PacketSender.over(socket, settings.ifindex()));
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /** As {@link PacketSender#onRefusal}; before the port is used. */
    public void onRefusal(Runnable told) {
        sender.onRefusal(told);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int receive(Burst burst) {
        if (closed) {
            burst.size = 0;
            return 0;
        }
        return ring.receive(burst);
    }

    @Override
    public void release(Burst burst) {
        if (!closed) {
            ring.release(burst);
        }
    }

    @Override
    public int send(Burst burst, int from) {
        return sender.send(burst, from);
    }

    @Override
    public Health health() {
        return sender.health();
    }

    @Override
    public int fileDescriptor() {
        return socket.fd();
    }

    @Override
    public void acknowledgeError() {
        if (!closed && Errno.ENETDOWN.is(-socket.takeError())) {
            sender.noteDown();
        }
    }

    /** Frames that ended here since the port was opened: refused by the kernel one by one, or cut by the ring. */
    public long refused() {
        return sender.refused() + ring.cut();
    }

    /** Frames that found the ring full since this was last asked. */
    public long takeOverflow() {
        return socket.takeOverflow();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ring.unmap();
            sender.close();
        }
    }
}
