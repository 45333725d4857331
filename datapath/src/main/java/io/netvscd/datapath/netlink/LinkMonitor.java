package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.PollSet;
import io.netvscd.datapath.linux.Wakeup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Listens to the kernel: one thread asleep on the rtnetlink groups for links and addresses and on the uevents of the
 * device model, which tells a {@link LinkListener} what it hears. Sockets belong to the network namespace of the thread
 * that opened the monitor.
 */
public final class LinkMonitor implements AutoCloseable {
    private static final int GROUP_LINK = 0x1;
    private static final int GROUP_IPV4_IFADDR = 0x10;
    private static final int GROUP_IPV6_IFADDR = 0x100;
    private static final int GROUP_TC = 0x8;
    private static final int GROUP_IPV4_ROUTE = 0x40;
    private static final int GROUP_IPV6_ROUTE = 0x400;
    private static final int GROUP_KERNEL_UEVENTS = 0x1;
    /** Some thousands of link messages, more than a machine's worth of devices coming up at once. */
    private static final int RECEIVE_BUFFER_BYTES = 8 << 20;

    private final NetlinkSocket route;
    private final NetlinkSocket uevents;
    /** A router's worth of routes may overrun it, which costs nothing of the news about devices. */
    private final NetlinkSocket uses;
    private final Wakeup wakeup;
    private final PciSysfs pci;
    private final LinkListener listener;
    private final LinkDump dump;
    private final Thread thread = new Thread(this::listen, "link-monitor");
    private volatile boolean dumpWanted;
    private volatile boolean stopping;

    private LinkMonitor(
            NetlinkSocket route,
            NetlinkSocket uevents,
            NetlinkSocket uses,
            Wakeup wakeup,
            Path sysfs,
            LinkListener listener) {
        this.route = route;
        this.uevents = uevents;
        this.uses = uses;
        this.wakeup = wakeup;
        this.listener = listener;
        pci = new PciSysfs(sysfs);
        dump = new LinkDump(route, listener, pci);
        thread.setDaemon(true);
    }

    /**
     * Opens the sockets, so that nothing that happens from now on is missed; nothing is told before {@link #start}.
     *
     * @param sysfs where PCI slots are looked up, {@code /sys}
     */
    public static LinkMonitor open(Path sysfs, LinkListener listener) throws ErrnoException {
        return open(sysfs, RECEIVE_BUFFER_BYTES, listener);
    }

    static LinkMonitor open(Path sysfs, int receiveBufferBytes, LinkListener listener) throws ErrnoException {
        NetlinkSocket route = NetlinkSocket.open(
                NetlinkSocket.ROUTE, GROUP_LINK | GROUP_IPV4_IFADDR | GROUP_IPV6_IFADDR, receiveBufferBytes);
        NetlinkSocket uevents = null;
        NetlinkSocket uses = null;
        try {
            uevents = NetlinkSocket.open(NetlinkSocket.KOBJECT_UEVENT, GROUP_KERNEL_UEVENTS, receiveBufferBytes);
            uses = NetlinkSocket.open(
                    NetlinkSocket.ROUTE, GROUP_TC | GROUP_IPV4_ROUTE | GROUP_IPV6_ROUTE, receiveBufferBytes);
            return new LinkMonitor(route, uevents, uses, new Wakeup(), sysfs, listener);
        } catch (ErrnoException e) {
            route.close();
            for (NetlinkSocket opened : new NetlinkSocket[] {uevents, uses}) {
                if (opened != null) {
                    opened.close();
                }
            }
            throw e;
        }
    }

    /** Begins to tell. */
    public LinkMonitor start() {
        thread.start();
        return this;
    }

    /** Asks for every device there is, then for every address; any thread may. Requests that wait are answered once. */
    public void dump() {
        dumpWanted = true;
        wakeup.signal();
    }

    /** Whether its sockets have failed, or it was closed: nothing is told any more. */
    boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    private void listen() {
        try (PollSet pollSet = new PollSet()) {
            while (!stopping) {
                wakeup.drain();
                hearRoute();
                hearUevents();
                hearUses();
                beginDump();
                pollSet.begin(System.nanoTime(), Long.MAX_VALUE);
                pollSet.add(wakeup.fd());
                pollSet.add(route.fd());
                pollSet.add(uevents.fd());
                pollSet.add(uses.fd());
                pollSet.await();
            }
        } catch (IOException e) {
            listener.failed(e);
        } finally {
            uses.close();
            route.close();
            uevents.close();
            wakeup.close();
        }
    }

    private void beginDump() {
        if (dumpWanted && dump.isIdle()) {
            dumpWanted = false;
            try {
                dump.begin();
            } catch (IOException e) {
                listener.failed(e);
            }
        }
    }

    private void hearRoute() throws IOException {
        for (byte[] datagram = next(route); datagram != null && !stopping; datagram = next(route)) {
            try {
                for (NetlinkMessage message : NetlinkMessage.parse(datagram)) {
                    hear(message);
                }
            } catch (IOException e) {
                listener.failed(e);
            } catch (RuntimeException e) {
                listener.failed(new IOException("a listener failed", e));
            }
        }
    }

    private void hearUevents() throws IOException {
        for (byte[] datagram = next(uevents); datagram != null && !stopping; datagram = next(uevents)) {
            try {
                hear(Uevent.parse(datagram));
            } catch (NetlinkMalformed e) {
                listener.failed(e);
            } catch (RuntimeException e) {
                listener.failed(new IOException("a listener failed", e));
            }
        }
    }

    private void hearUses() throws IOException {
        for (byte[] datagram = nextUse(); datagram != null && !stopping; datagram = nextUse()) {
            try {
                for (NetlinkMessage message : NetlinkMessage.parse(datagram)) {
                    UseDecoder.decode(message).ifPresent(
                            UseDecoder.isThere(message) ? listener::useSeen : listener::useGone);
                }
            } catch (NetlinkMalformed e) {
                listener.failed(e);
            } catch (RuntimeException e) {
                listener.failed(new IOException("a listener failed", e));
            }
        }
    }

    private byte[] nextUse() throws IOException {
        while (true) {
            try {
                return uses.receive();
            } catch (NetlinkMalformed e) {
                listener.failed(e);
            } catch (ErrnoException e) {
                if (!e.is(Errno.ENOBUFS)) {
                    throw e;
                }
                listener.usesLost();
            }
        }
    }

    /** The next datagram, null when none waits; an overrun is told and passed over. */
    private byte[] next(NetlinkSocket socket) throws IOException {
        while (true) {
            try {
                return socket.receive();
            } catch (NetlinkMalformed e) {
                listener.failed(e);
            } catch (ErrnoException e) {
                if (!e.is(Errno.ENOBUFS)) {
                    throw e;
                }
                dump.spoil();
                listener.overrun();
            }
        }
    }

    private void hear(NetlinkMessage message) throws IOException {
        if (dump.isPart(message)) {
            dump.take(message, this::complete);
            return;
        }
        switch (message.type()) {
            case IfLink.RTM_NEWLINK -> LinkDecoder.decode(message).map(this::complete).ifPresent(link -> {
                dump.seen(link);
                listener.linkSeen(link);
            });
            case IfLink.RTM_DELLINK -> LinkDecoder.decode(message).ifPresent(link -> {
                dump.gone(link.ifindex());
                listener.linkGone(link.ifindex(), link.name());
            });
            case AddressDecoder.RTM_NEWADDR -> AddressDecoder.decode(message).ifPresent(listener::addressSeen);
            case AddressDecoder.RTM_DELADDR -> AddressDecoder.decode(message).ifPresent(listener::addressGone);
            case NetlinkMessage.OVERRUN -> {
                dump.spoil();
                listener.overrun();
            }
            default -> { }
        }
    }

    private void hear(Uevent uevent) {
        if (!uevent.isPci()) {
            return;
        }
        String function = uevent.pciAddress();
        switch (uevent.action()) {
            case "add" -> {
                if (uevent.isEthernet() || pci.isNetworkFunction(function)) {
                    listener.pciAdded(function, pci.slotOf(function));
                }
            }
            case "remove" -> listener.pciRemoved(function);
            case "unbind", "offline" -> listener.pciUnbound(function);
            case "change" -> FunctionError.of(uevent).ifPresent(error -> listener.pciError(function, error));
            default -> { }
        }
    }

    /** Adds what only sysfs knows. */
    private LinkMessage complete(LinkMessage link) {
        boolean hardware = link.kind().isEmpty();
        String address = link.pciAddress().isEmpty() && hardware ? pci.functionOf(link.name()) : link.pciAddress();
        return address.isEmpty() ? link : link.withPci(address, pci.slotOf(address));
    }

    /** Stops listening; nothing is told once this has returned, unless the listener itself calls it. */
    @Override
    public void close() {
        stopping = true;
        wakeup.signal();
        if (thread.getState() == Thread.State.NEW) {
            uses.close();
            route.close();
            uevents.close();
            wakeup.close();
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
