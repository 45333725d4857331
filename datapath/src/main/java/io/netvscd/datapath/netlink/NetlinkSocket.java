package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NativeMemory;
import java.io.IOException;

/** A netlink socket that never blocks and believes the kernel alone. */
final class NetlinkSocket implements AutoCloseable {
    static final int ROUTE = 0;
    static final int NETFILTER = 12;
    static final int KOBJECT_UEVENT = 15;

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_NONBLOCK_CLOEXEC = 0x80803;
    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int SENDER = 4;
    private static final int GROUPS = 8;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int NETLINK_GET_STRICT_CHK = 12;

    private static final int DATAGRAM_BYTES_MAX = 256 * 1024;
    private static final int MSG_TRUNC = 0x20;
    // struct msghdr and its one iovec behind it
    private static final int MSG_NAMELEN = 8;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_FLAGS = 48;
    private static final int IOVEC = 56;
    private static final int HEADER_BYTES = 72;

    private final String what;
    private final int fd;
    private int portId;
    private final NativeMemory datagram = new NativeMemory(DATAGRAM_BYTES_MAX);
    private final NativeMemory sender = new NativeMemory(SOCKADDR_NL_BYTES);
    private final NativeMemory header = new NativeMemory(HEADER_BYTES);
    private boolean closed;

    private NetlinkSocket(String what, int fd) {
        this.what = what;
        this.fd = fd;
        header.putLong(0, sender.address());
        header.putLong(MSG_IOV, header.address() + IOVEC);
        header.putLong(MSG_IOVLEN, 1);
        header.putLong(IOVEC, datagram.address());
        header.putLong(IOVEC + Long.BYTES, DATAGRAM_BYTES_MAX);
    }

    /**
     * Opens a socket in the calling thread's network namespace.
     *
     * @param groups             the multicast groups to hear, a bit each
     * @param receiveBufferBytes how much news may wait before some is lost
     */
    static NetlinkSocket open(int protocol, int groups, int receiveBufferBytes) throws ErrnoException {
        String what = switch (protocol) {
            case ROUTE -> "rtnetlink";
            case NETFILTER -> "nfnetlink";
            default -> "uevents";
        };
        int opened = Libc.check(Libc.socket(AF_NETLINK, SOCK_RAW_NONBLOCK_CLOEXEC, protocol), "socket AF_NETLINK",
                what);
        NetlinkSocket socket = new NetlinkSocket(what, opened);
        try {
            socket.configure(protocol, groups, receiveBufferBytes);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private void configure(int protocol, int groups, int receiveBufferBytes) throws ErrnoException {
        if (Libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, receiveBufferBytes) < 0) {
            Libc.check(Libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, receiveBufferBytes), "setsockopt SO_RCVBUF", what);
        }
        if (protocol == ROUTE) {
            // All three make answers shorter or clearer; a kernel without them answers all the same.
            Libc.setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, 1);
            Libc.setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, 1);
            Libc.setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
        }
        try (NativeMemory address = new NativeMemory(SOCKADDR_NL_BYTES)) {
            address.putShort(0, AF_NETLINK);
            address.putInt(GROUPS, groups);
            Libc.check(Libc.bind(fd, address.address(), SOCKADDR_NL_BYTES), "bind AF_NETLINK", what);
            header.putInt(MSG_NAMELEN, SOCKADDR_NL_BYTES);
            Libc.check(Libc.getsockname(fd, address.address(), header.address() + MSG_NAMELEN), "getsockname", what);
            portId = address.getInt(SENDER);
        }
    }

    int fd() {
        return fd;
    }

    /** What the kernel calls this socket in its answers. */
    int portId() {
        return portId;
    }

    void send(byte[] request) throws ErrnoException {
        try (NativeMemory memory = new NativeMemory(request.length)) {
            memory.putBytes(0, request);
            Libc.check(Libc.send(fd, memory.address(), request.length, 0), "send", what);
        }
    }

    /**
     * The next datagram from the kernel, or null when none waits.
     *
     * @throws ErrnoException   {@code ENOBUFS} when news was lost since the last call
     * @throws NetlinkMalformed for a datagram longer than any that the kernel makes
     */
    byte[] receive() throws IOException {
        while (true) {
            header.putInt(MSG_NAMELEN, SOCKADDR_NL_BYTES);
            int received = Libc.recvmsg(fd, header.address(), 0);
            if (Errno.EAGAIN.is(received)) {
                return null;
            }
            if (Errno.EINTR.is(received)) {
                continue;
            }
            Libc.check(received, "recvmsg", what);
            if (sender.getInt(SENDER) != 0) {
                continue;
            }
            if ((header.getInt(MSG_FLAGS) & MSG_TRUNC) != 0) {
                throw new NetlinkMalformed("more than " + DATAGRAM_BYTES_MAX + " octets", DATAGRAM_BYTES_MAX);
            }
            return datagram.getBytes(0, received);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
            datagram.close();
            sender.close();
            header.close();
        }
    }
}
