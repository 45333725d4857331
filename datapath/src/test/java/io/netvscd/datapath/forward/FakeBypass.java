package io.netvscd.datapath.forward;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import java.util.ArrayList;
import java.util.List;

/** A bypass that carries out its orders when a test says so. */
final class FakeBypass implements Bypass {
    final List<Passage> orders = new ArrayList<>();
    private final MemoryPort.Pair wire = MemoryPort.pair("bypass", 1 << 16);
    private Passed counted = Passed.NOTHING;
    private Passed soFar = Passed.NOTHING;
    private int settled;
    boolean closed;
    boolean poised;
    int carries;
    /** At once, unless a test says otherwise. */
    boolean diverted = true;
    int diversionsAsked;

    /** What is sent on this port by the forwarding core itself. */
    MemoryPort far() {
        return wire.far();
    }

    void settle() {
        settled = orders.size();
        counted = soFar;
    }

    /** Frames of 100 octets pass by in both directions. */
    void pass(int out, int in) {
        soFar = new Passed(soFar.outFrames() + out, soFar.outBytes() + 100L * out, soFar.inFrames() + in,
                soFar.inBytes() + 100L * in, 0);
    }

    void fail() {
        wire.near().fail(true);
    }

    @Override
    public void order(Passage passage) {
        orders.add(passage);
    }

    @Override
    public boolean isPoised() {
        return poised;
    }

    @Override
    public void carry() {
        poised = false;
        carries++;
    }

    @Override
    public boolean isSettled() {
        return settled == orders.size();
    }

    @Override
    public boolean divert() {
        diversionsAsked++;
        return diverted;
    }

    @Override
    public void endDiversion() {
        diverted = false;
    }

    @Override
    public Passed passed() {
        return counted;
    }

    @Override
    public String name() {
        return "bypass";
    }

    @Override
    public int receive(Burst burst) {
        return wire.near().receive(burst);
    }

    @Override
    public void release(Burst burst) {
        wire.near().release(burst);
    }

    @Override
    public int send(Burst burst, int from) {
        return wire.near().send(burst, from);
    }

    @Override
    public Health health() {
        return wire.near().health();
    }

    @Override
    public int fileDescriptor() {
        return -1;
    }

    @Override
    public void close() {
        closed = true;
    }
}
