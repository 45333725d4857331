package io.netvscd.datapath.port;

/** A port in front of another, which it is in all that its children do not change. */
public abstract class DelegatingPort implements Port {
    private Port port;

    protected DelegatingPort(Port port) {
        this.port = port;
    }

    /** The port behind this one. */
    protected final Port port() {
        return port;
    }

    /** Puts another port behind this one and returns the former, which is the caller's to close. */
    protected final Port exchange(Port next) {
        Port former = port;
        port = next;
        return former;
    }

    @Override
    public String name() {
        return port.name();
    }

    @Override
    public int receive(Burst burst) {
        return port.receive(burst);
    }

    @Override
    public void release(Burst burst) {
        port.release(burst);
    }

    @Override
    public int send(Burst burst, int from) {
        return port.send(burst, from);
    }

    @Override
    public Health health() {
        return port.health();
    }

    @Override
    public int fileDescriptor() {
        return port.fileDescriptor();
    }

    @Override
    public void acknowledgeError() {
        port.acknowledgeError();
    }

    @Override
    public void close() {
        port.close();
    }
}
