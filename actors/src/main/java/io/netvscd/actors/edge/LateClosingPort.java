package io.netvscd.actors.edge;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.DelegatingPort;
import io.netvscd.datapath.port.Port;
import java.util.concurrent.Executor;

/**
 * A port that is closed on another thread than it is used on: the kernel waits for all processors before it lets a packet socket go, and
 * the datapath's thread has traffic of other ports to carry meanwhile.
 */
public final class LateClosingPort extends DelegatingPort {
    private final Executor closer;
    private boolean closed;

    /**
     * @param closer closes the port; nothing uses it any more by then
     */
    public LateClosingPort(Port port, Executor closer) {
        super(port);
        this.closer = closer;
    }

    @Override
    public int receive(Burst burst) {
        if (closed) {
            burst.size = 0;
            return 0;
        }
        return super.receive(burst);
    }

    @Override
    public void release(Burst burst) {
        if (!closed) {
            super.release(burst);
        }
    }

    @Override
    public int send(Burst burst, int from) {
        return closed ? 0 : super.send(burst, from);
    }

    @Override
    public Health health() {
        return closed ? Health.FAILED : super.health();
    }

    @Override
    public int fileDescriptor() {
        return closed ? -1 : super.fileDescriptor();
    }

    @Override
    public void acknowledgeError() {
        if (!closed) {
            super.acknowledgeError();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closer.execute(super::close);
        }
    }
}
