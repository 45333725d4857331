package io.netvscd.actors.daemon;

import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostListener;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.linux.Wakeup;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.datapath.port.Port;
import io.netvscd.datapath.uio.UioListener;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.RingPair;
import io.netvscd.datapath.vmbus.SharedBuffers;
import io.netvscd.datapath.vmbus.VmbusDevice;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A host on a thread of its own, behind devices that behave like opened device files: interrupts, rescind, close. */
final class DistantHost implements HostListener, Pollable, AutoCloseable {
    private static final long LOOK_NS = 200_000;

    final EmbeddedHost host;
    private final DatapathLoop loop;
    private final BlockingQueue<MemoryVmbusDevice> incarnations = new LinkedBlockingQueue<>();
    private volatile boolean plugged = true;
    private volatile Opened present;
    private boolean offered;
    private long lookedNs;

    DistantHost(HostSettings settings, Port uplink, Pollable peer) throws ErrnoException {
        host = new EmbeddedHost(settings, uplink, this);
        loop = new DatapathLoop("host", 0, (faulty, fault) -> {
            throw new AssertionError(faulty + " failed", fault);
        }).start();
        loop.add(host);
        loop.add(peer);
        loop.add(this);
    }

    /** What opening the device file is: the kernel opens the channel, and the host sees a fresh incarnation. */
    VmbusDevice open(UioListener listener) throws IOException {
        if (!plugged) {
            throw new IOException("the host has taken the device back");
        }
        host.submit(offered ? new HostCommand.Reopen() : new HostCommand.Offer());
        offered = true;
        loop.wakeup();
        try {
            Opened opened = new Opened(incarnations.poll(10, TimeUnit.SECONDS), listener);
            present = opened;
            return opened;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    void order(HostCommand command) {
        host.submit(command);
        loop.wakeup();
    }

    void unplug() {
        plugged = false;
        order(new HostCommand.Rescind());
    }

    void plug() {
        offered = false;
        plugged = true;
    }

    @Override
    public void offered(VmbusDevice device) {
        incarnations.add((MemoryVmbusDevice) device);
    }

    @Override
    public void rescinded() {
        present.rescind();
    }

    /** Passes interrupts on, as the kernel would. */
    @Override
    public int poll(long nowNs) {
        lookedNs = nowNs;
        Opened guest = present;
        if (guest != null) {
            guest.passInterrupts();
        }
        return 0;
    }

    /** The host masks its ring and looks for itself. */
    @Override
    public long deadlineNs() {
        return lookedNs + LOOK_NS;
    }

    @Override
    public void close() {
        loop.close();
        host.close();
    }

    private static final class Opened implements VmbusDevice {
        private final MemoryVmbusDevice memory;
        private final UioListener listener;
        private final Wakeup interrupt = new Wakeup();
        private long passed;
        private volatile boolean rescinded;
        private boolean told;

        private Opened(MemoryVmbusDevice memory, UioListener listener) throws ErrnoException {
            this.memory = memory;
            this.listener = listener;
        }

        private void passInterrupts() {
            if (memory.guestSignals() != passed) {
                passed = memory.guestSignals();
                interrupt.signal();
            }
        }

        private void rescind() {
            rescinded = true;
            interrupt.signal();
        }

        @Override
        public RingPair rings() {
            return memory.rings();
        }

        @Override
        public SharedBuffers buffers() {
            return memory.buffers();
        }

        @Override
        public boolean revokeFirst() {
            return true;
        }

        @Override
        public void signal() {
            memory.signal();
        }

        @Override
        public int interruptDescriptor() {
            return told ? -1 : interrupt.fd();
        }

        @Override
        public void acknowledgeInterrupt() {
            interrupt.drain();
            if (rescinded && !told) {
                told = true;
                listener.rescinded();
            }
        }

        @Override
        public boolean gone() {
            return told;
        }

        @Override
        public void close() {
            memory.close();
            interrupt.close();
            listener.closed();
        }
    }
}
