package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A link monitor that outlives its sockets: where they fail, another one takes its place, and the listener hears that news was lost.
 * Whoever asks for a dump each round notices that within a round.
 */
public final class KeptLinkMonitor implements AutoCloseable {
    private final Opener opener;
    private final LinkListener listener;
    private LinkMonitor current;
    private boolean closed;

    /** Opens one whose listener is this one's. */
    interface Opener {
        LinkMonitor open() throws ErrnoException;
    }

    KeptLinkMonitor(Opener opener, LinkListener listener) throws ErrnoException {
        this.opener = opener;
        this.listener = listener;
        current = opener.open();
    }

    /** As {@link LinkMonitor#open(Path, LinkListener)}. */
    public static KeptLinkMonitor open(Path sysfs, LinkListener listener) throws ErrnoException {
        return new KeptLinkMonitor(() -> LinkMonitor.open(sysfs, listener), listener);
    }

    /** Begins to tell. */
    public synchronized void start() {
        current.start();
    }

    /** As {@link LinkMonitor#dump}. */
    public synchronized void dump() {
        if (closed || current.hasEnded() && !replace()) {
            return;
        }
        current.dump();
    }

    private boolean replace() {
        try {
            current = opener.open().start();
            listener.overrun();
            return true;
        } catch (IOException refused) {
            listener.failed(refused);
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.close();
    }
}
