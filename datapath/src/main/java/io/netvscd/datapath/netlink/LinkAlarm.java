package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Hears whether a device can carry anything, as soon as that can be known, and nothing else: of each message about a device it reads the
 * number and the flags. What the device is, and what follows, others find out in their own time. One thread uses it.
 */
public final class LinkAlarm implements AutoCloseable {
    /** Is told of devices. */
    @FunctionalInterface
    public interface Ear {
        /**
         * A device has changed, or was asked about.
         *
         * @param dead  it is down, without carrier, or gone
         * @param asked the kernel answers {@link LinkAlarm#ask}; it did not speak by itself
         */
        void heard(int ifindex, boolean dead, boolean asked);
    }

    private static final int GROUP_LINK = 0x1;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_DELLINK = 17;
    private static final int IFF_UP_LOWER_UP = 0x1_0001;
    // struct nlmsghdr, and struct ifinfomsg behind it
    private static final int TYPE = 4;
    private static final int PORT = 12;
    private static final int IFINDEX = NetlinkMessage.HEADER_BYTES + 4;
    private static final int FLAGS = NetlinkMessage.HEADER_BYTES + 8;
    private static final int END = NetlinkMessage.HEADER_BYTES + 16;

    private final NetlinkSocket socket;
    private int sequence;

    private LinkAlarm(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Begins to listen, in the calling thread's network namespace. */
    public static LinkAlarm open() throws ErrnoException {
        return new LinkAlarm(NetlinkSocket.open(NetlinkSocket.ROUTE, GROUP_LINK, RECEIVE_BUFFER_BYTES));
    }

    /** What to poll. */
    public int fd() {
        return socket.fd();
    }

    /**
     * Asks about a device; the answer comes with the news. The kernel may have to wait for a lock first, and a recent one (6.8) tells
     * everybody, before it answers, what it had not yet told of the device's carrier.
     */
    public void ask(int ifindex) throws IOException {
        socket.send(LinkRequests.one(ifindex).encode(++sequence));
    }

    /**
     * Takes in what was said since the last time.
     *
     * @return false when news was lost, so that any device may have failed
     */
    public boolean hear(Ear ear) throws IOException {
        boolean whole = true;
        while (true) {
            try {
                byte[] datagram = socket.receive();
                if (datagram == null) {
                    return whole;
                }
                read(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()), socket.portId(), ear);
            } catch (ErrnoException lost) {
                if (!lost.is(Errno.ENOBUFS)) {
                    throw lost;
                }
                whole = false;
            }
        }
    }

    static void read(ByteBuffer datagram, int ownPort, Ear ear) {
        int at = 0;
        while (datagram.limit() - at >= END) {
            int bytes = datagram.getInt(at);
            int type = datagram.getShort(at + TYPE);
            if (type == RTM_DELLINK || type == RTM_NEWLINK) {
                boolean dead = type == RTM_DELLINK || (datagram.getInt(at + FLAGS) & IFF_UP_LOWER_UP) != IFF_UP_LOWER_UP;
                ear.heard(datagram.getInt(at + IFINDEX), dead, datagram.getInt(at + PORT) == ownPort);
            }
            if (bytes < END || bytes > datagram.limit() - at) {
                return;
            }
            at += Attribute.align(bytes);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
