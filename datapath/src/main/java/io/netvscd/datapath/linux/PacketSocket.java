package io.netvscd.datapath.linux;

/** An AF_PACKET socket for raw frames, set up before it is bound so that not one frame comes in another form. */
final class PacketSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_NONBLOCK_CLOEXEC = 0x80803;
    private static final int ETH_P_ALL_NETWORK_ORDER = 0x0300;
    private static final int SOCKADDR_LL_BYTES = 20;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_ATTACH_BPF = 50;
    private static final int BUFFER_BYTES = 16 << 20;

    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VNET_HDR = 15;
    private static final int PACKET_QDISC_BYPASS = 20;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int PACKET_MR_PROMISC = 1;
    private static final int PACKET_MR_ALLMULTI = 2;
    private static final int MREQ_BYTES = 16;

    private final String what;
    private final int fd;
    /** A value and its length, for getsockopt: 8 octets and 4. */
    private final NativeMemory option = new NativeMemory(16);

    private PacketSocket(String what, int fd) {
        this.what = what;
        this.fd = fd;
    }

    static PacketSocket open(String what) throws ErrnoException {
        int fd = Libc.check(Libc.socket(AF_PACKET, SOCK_RAW_NONBLOCK_CLOEXEC, 0), "socket AF_PACKET", what
                + " (needs CAP_NET_RAW)");
        PacketSocket socket = new PacketSocket(what, fd);
        try {
            socket.set(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1, "setsockopt PACKET_IGNORE_OUTGOING");
            socket.set(SOL_PACKET, PACKET_VNET_HDR, 1, "setsockopt PACKET_VNET_HDR");
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
        // Only makes bursts of large segments less likely to be told to wait; a container may not be allowed to.
        Libc.setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, BUFFER_BYTES);
        return socket;
    }

    String what() {
        return what;
    }

    int fd() {
        return fd;
    }

    void set(int level, int name, int value, String call) throws ErrnoException {
        Libc.check(Libc.setsockopt(fd, level, name, value), call, what);
    }

    /**
     * Ties the socket to a device and asks the device for all groups, since nobody tells it which ones the system
     * joined.
     */
    void bind(int ifindex, boolean promiscuous) throws ErrnoException {
        bind(ifindex, promiscuous, ETH_P_ALL_NETWORK_ORDER);
    }

    /** The same, for a socket that only sends. */
    void bindDeaf(int ifindex) throws ErrnoException {
        bind(ifindex, false, 0);
    }

    /** Hands frames to the driver itself, which says at once when the device is down or without carrier; segments nothing. */
    void passQueueBy() throws ErrnoException {
        set(SOL_PACKET, PACKET_QDISC_BYPASS, 1, "setsockopt PACKET_QDISC_BYPASS");
    }

    /** Has a program of the kernel's say which frames the socket takes. */
    void filter(int program) throws ErrnoException {
        set(SOL_SOCKET, SO_ATTACH_BPF, program, "setsockopt SO_ATTACH_BPF");
    }

    /** Hears the device from now on, without asking it for anything. */
    void listen(int ifindex) throws ErrnoException {
        tie(ifindex, ETH_P_ALL_NETWORK_ORDER);
    }

    /** Hears it no more; nothing is added to the ring once this has returned. */
    void fallSilent(int ifindex) throws ErrnoException {
        tie(ifindex, 0);
    }

    private void tie(int ifindex, int protocol) throws ErrnoException {
        try (NativeMemory address = new NativeMemory(SOCKADDR_LL_BYTES)) {
            address.putShort(0, AF_PACKET);
            address.putShort(2, protocol);
            address.putInt(4, ifindex);
            Libc.check(Libc.bind(fd, address.address(), SOCKADDR_LL_BYTES), "bind AF_PACKET to ifindex " + ifindex,
                    what);
        }
    }

    private void bind(int ifindex, boolean promiscuous, int protocol) throws ErrnoException {
        tie(ifindex, protocol);
        join(ifindex, PACKET_MR_ALLMULTI);
        if (promiscuous) {
            join(ifindex, PACKET_MR_PROMISC);
        }
        // A device that is down leaves ENETDOWN behind, which the first send would take for its own.
        takeError();
    }

    private void join(int ifindex, int kind) throws ErrnoException {
        try (NativeMemory request = new NativeMemory(MREQ_BYTES)) {
            request.putInt(0, ifindex);
            request.putShort(4, kind);
            Libc.check(Libc.setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, request.address(), MREQ_BYTES),
                    "setsockopt PACKET_ADD_MEMBERSHIP", what);
        }
    }

    /** Fetches and clears the pending error; 0 when there is none. */
    int takeError() {
        option.putInt(8, Integer.BYTES);
        int result = Libc.getsockopt(fd, SOL_SOCKET, SO_ERROR, option.address(), option.address() + 8);
        return result < 0 ? -result : option.getInt(0);
    }

    /** Frames that found no free slot since the last call. */
    long takeOverflow() {
        option.putInt(8, Long.BYTES);
        int result = Libc.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, option.address(), option.address() + 8);
        return result < 0 ? 0 : Integer.toUnsignedLong(option.getInt(4));
    }

    @Override
    public void close() {
        Libc.close(fd);
        option.close();
    }
}
