package io.netvscd.replay.whatif;

import io.netvscd.actors.edge.DatapathEdge;
import io.netvscd.actors.edge.NicPorts;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.replay.ReplayPort;
import java.io.IOException;

/** The datapath of one NIC: the real forwarding core, between ports that frames are counted at. */
final class RehearsedNic implements NicPorts {
    private static final byte[][] NOBODY_TO_TELL = {};
    /** More than any word waits for. */
    private static final int ROUNDS_MAX = 1000;

    private final NicFacts facts;
    private final RehearsedKernel kernel;
    private final RehearsedTap tap;
    private final RehearsedHost host;
    private final ReplayPort master = new ReplayPort("master");
    private final DatapathEdge edge;
    private final NetvscDatapath core;
    private final Traffic.Tally tally = new Traffic.Tally();
    private ReplayPort synthetic;
    private ReplayPort vf;
    private int vfIfindex;
    private DatapathOrder.AttachVfPort attached;

    RehearsedNic(NicFacts facts, Cues cues, RehearsedKernel kernel, RehearsedTap tap, RehearsedHost host) {
        this.facts = facts;
        this.kernel = kernel;
        this.tap = tap;
        this.host = host;
        edge = new DatapathEdge(facts.nic(), this, cues::said, () -> { });
        core = new NetvscDatapath(master, edge, false, facts.permanentMac());
        edge.join(core);
    }

    String name() {
        return facts.nic();
    }

    /** Whether what arrives for the guest now is received. */
    boolean receives() {
        DataPath path = facts.hostless() ? core.path() : host.path();
        return path == DataPath.VF ? vf != null && kernel.carries(vfIfindex) : synthetic != null;
    }

    /** What frames came to so far. */
    Traffic.Tally tally() {
        return tally;
    }

    void carryOut(Action action) {
        if (action instanceof Action.OrderDatapath order) {
            note(order.order());
        }
        edge.carryOut(OwnerId.master(facts.nic()), action);
        turn();
    }

    private void note(DatapathOrder order) {
        if (order instanceof DatapathOrder.AttachVfPort attach) {
            attached = attach;
        } else if (order instanceof DatapathOrder.DetachVfPort detach && attached != null && attached.vf().equals(detach.vf())
                && attached.generation() == detach.generation()) {
            vf = null;
        } else if (order instanceof DatapathOrder.DetachSyntheticPort) {
            synthetic = null;
        } else if (order instanceof DatapathOrder.ResetDatapath) {
            vf = null;
            synthetic = null;
        }
    }

    /** Sending on this VF fails from now on; if it is in use, the datapath leaves it. */
    void vfFails(String key, long generation) {
        if (attached != null && attached.vf().equals(key) && attached.generation() == generation) {
            deviceFails(attached.ifindex());
        }
    }

    /** Sending on this device fails from now on; if its path is in use, the datapath leaves it. */
    void deviceFails(int ifindex) {
        kernel.fails(ifindex);
        edge.deviceFailed(ifindex);
        turn();
    }

    /** The stack sends frames; a closed master takes none. */
    void send(long frames, long bytes) {
        Checkpoint before = core.checkpoint();
        master.give(frames, bytes);
        turn();
        tally.notTaken(master.discard());
        tally.sent(before, core.checkpoint(), facts.hostless() ? DataPath.VF : host.path());
    }

    /** Frames arrive for the guest, on the path that the host delivers on. */
    void arrive(long frames, long bytes) {
        if (!receives()) {
            tally.lostOnTheWay(frames);
            return;
        }
        ReplayPort port = (facts.hostless() ? core.path() : host.path()) == DataPath.VF ? vf : synthetic;
        Checkpoint before = core.checkpoint();
        port.give(frames, bytes);
        turn();
        tally.lostOnTheWay(port.discard());
        tally.arrived(before, core.checkpoint());
    }

    @Override
    public Port synthetic(long incarnation) {
        synthetic = new ReplayPort("synthetic path");
        return synthetic;
    }

    @Override
    public Port vf(String key, int ifindex) throws IOException {
        if (!kernel.has(ifindex)) {
            throw new IOException("no such device: ifindex " + ifindex);
        }
        vfIfindex = ifindex;
        vf = new ReplayPort("VF " + key);
        vf.take(frame -> kernel.carries(ifindex), Port.Health.FAILED);
        return vf;
    }

    @Override
    public void beginAgain() {
        // What the system tells anew is in the record.
    }

    @Override
    public byte[][] announcements() {
        return NOBODY_TO_TELL;
    }

    @Override
    public void carrier(boolean up) {
        // The system sees it, and does nothing about it that a record would tell.
    }

    @Override
    public void mtu(int from, int to) {
        tap.mtu(from, to);
    }

    @Override
    public void mac(MacAddress from, MacAddress to) {
        tap.mac(from, to);
    }

    private void turn() {
        for (int round = 0; round < ROUNDS_MAX && core.poll(0) > 0; round++) {
            continue;
        }
    }
}
