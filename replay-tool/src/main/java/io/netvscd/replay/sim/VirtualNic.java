package io.netvscd.replay.sim;

import io.netvscd.actors.edge.DatapathEdge;
import io.netvscd.actors.edge.NicPorts;
import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.host.EmbeddedHost;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.host.HostCounters;
import io.netvscd.datapath.host.HostSettings;
import io.netvscd.datapath.host.VfState;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.replay.Counters;
import io.netvscd.replay.scenario.HostStep;
import io.netvscd.replay.scenario.NicSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One NIC: its TAP and the fabric as far ends of wires, the embedded host over real rings, and the forwarding core of a
 * daemon.
 */
final class VirtualNic implements NicPorts {
    /** Who talks to the guest from the other side of the fabric. */
    static final MacAddress PEER = MacAddress.parse("02:00:00:00:00:01");

    /** What a round consists of. */
    static final int PARTS = 5;

    private static final int RING_BYTES = 16 << 10;
    private static final int BUFFER_BYTES = 256 << 10;
    private static final byte[][] NOBODY_TO_TELL = {};

    private final NicSetup setup;
    private final VirtualKernel kernel;
    private final Post post;
    private final WireMemory memory;
    private final Wire uplink;
    private final EmbeddedHost host;
    private final VirtualChannel channel;
    private final HostEnds hostEnds;
    private final Ledger ledger = new Ledger();
    private final Tap tap;
    private final List<Load> loads = new ArrayList<>();
    /** What the host was told to do and has not been told to leave. */
    private final Set<HostStep.Verb> mischief = EnumSet.noneOf(HostStep.Verb.class);
    private Wire masterWire;
    private DatapathEdge edge;
    private NetvscDatapath datapath;
    private Checkpoint earlierLives = Checkpoint.ZERO;
    private String vfAttached = "";
    private int ifindexAttached;
    private long delivered;

    VirtualNic(NicSetup setup, VirtualKernel kernel, Post post, WireMemory memory) {
        this.setup = setup;
        this.kernel = kernel;
        this.post = post;
        this.memory = memory;
        tap = new Tap(setup, post);
        uplink = new Wire("uplink of " + setup.name(), ledger, memory);
        channel = new VirtualChannel(setup.name(), post);
        hostEnds = new HostEnds(setup.name());
        host = new EmbeddedHost(new HostSettings(setup.name(), setup.mac(), setup.mtu(), setup.hostLatencyNs(),
                RING_BYTES,
                BUFFER_BYTES, BUFFER_BYTES, false), uplink.near(), channel);
        channel.join(host);
        masterWire = new Wire("master " + setup.name(), ledger, memory);
    }

    NicSetup setup() {
        return setup;
    }

    NicFacts facts() {
        return new NicFacts(setup.name(), setup.mac(), setup.mtu(), false, setup.takeoverDelayNs() / 1_000_000, false);
    }

    EmbeddedHost host() {
        return host;
    }

    /** The host is told something. */
    void tellHost(HostStep.Verb verb, HostCommand command) {
        switch (verb) {
            case STALL, SILENT, HOLD_COMPLETIONS -> mischief.add(verb);
            case RESUME -> mischief.remove(HostStep.Verb.STALL);
            case TALK -> mischief.remove(HostStep.Verb.SILENT);
            case RELEASE_COMPLETIONS -> mischief.remove(HostStep.Verb.HOLD_COMPLETIONS);
            default -> { }
        }
        host.submit(command);
    }

    /** Whether the host reads what it is sent, obeys and answers. */
    boolean hostIsCandid() {
        return mischief.isEmpty();
    }

    /** Whether the guest was told of a VF on the present channel. */
    boolean hostToldOfVf() {
        VfState vf = host.status().vf();
        return vf != VfState.UNAVAILABLE && vf != VfState.AVAILABLE;
    }

    /** What the datapath sends on. */
    DataPath path() {
        return datapath == null ? DataPath.SYNTHETIC : datapath.path();
    }

    /** The key of the VF whose port was opened last. */
    String vfAttached() {
        return vfAttached;
    }

    /** The ifindex of that VF. */
    int ifindexAttached() {
        return ifindexAttached;
    }

    SwitchCount switches() {
        return channel.switches();
    }

    Tap tap() {
        return tap;
    }

    Ledger ledger() {
        return ledger;
    }

    /** A daemon begins: a fresh forwarding core with nothing attached. */
    void beginLife() {
        masterWire = new Wire("master " + setup.name(), ledger, memory);
        edge = new DatapathEdge(setup.name(), this, post, () -> { });
        datapath = new NetvscDatapath(masterWire.near(), edge, false, setup.mac());
        edge.join(datapath);
        channel.daemonLives(true);
    }

    /** The daemon is gone, and with it every port that it had open. */
    void endLife() {
        if (datapath != null) {
            earlierLives = Counters.sum(earlierLives, datapath.checkpoint());
            datapath.close();
            datapath = null;
            loads.clear();
            channel.daemonLives(false);
        }
    }

    /** The NIC's counters over all lives of the daemon. */
    Checkpoint counters() {
        return datapath == null ? earlierLives : Counters.sum(earlierLives, datapath.checkpoint());
    }

    /** Frames that reached the master. */
    long delivered() {
        return delivered;
    }

    /** Frames that entered and neither left nor wait anywhere. */
    long lost() {
        long waiting = channel.waitingForth() + channel.waitingBack() + hostHolds() + uplink.waiting();
        if (datapath != null) {
            waiting += datapath.waiting() + masterWire.waiting();
        }
        for (SimulatedNetdev netdev : kernel.all()) {
            if (netdev.permanentMac().equals(setup.mac())) {
                waiting += netdev.waitingForth() + netdev.waitingBack();
            }
        }
        return ledger.missing() - waiting;
    }

    /** The other end of a function with this NIC's address is the host's. */
    void appeared(SimulatedNetdev netdev) {
        if (netdev.permanentMac().equals(setup.mac())) {
            hostEnds.add(netdev);
            host.attachVf(hostEnds);
        }
    }

    void disappeared(SimulatedNetdev netdev) {
        hostEnds.remove(netdev);
        if (hostEnds.isEmpty()) {
            host.detachVf();
        }
    }

    /** The guest's stack sends; a NIC that is down takes nothing. */
    void sendFromMaster(long count, int sizeBytes) {
        if (tap.up() && datapath != null) {
            loads.add(new Load(ledger, masterWire::enter, PEER, setup.mac(), sizeBytes, count));
        }
    }

    /** Frames arrive from the fabric, and the host's filter decides by which path. */
    void sendFromFabric(long count, int sizeBytes) {
        loads.add(new Load(ledger, uplink::enter, setup.mac(), PEER, sizeBytes, count));
    }

    /** Frames arrive on a VF. */
    void sendFromVf(SimulatedNetdev netdev, long count, int sizeBytes) {
        loads.add(new Load(ledger, netdev::enter, setup.mac(), PEER, sizeBytes, count));
    }

    void carryOut(Action action) {
        if (DatapathEdge.ACTIONS.contains(action.getClass())) {
            edge.carryOut(OwnerId.master(setup.name()), action);
        } else {
            channel.carryOut(action);
        }
    }

    /**
     * Turns everything over once.
     *
     * @param guestRuns whether the daemon gets processor time
     */
    int poll(long nowNs, boolean guestRuns) {
        int work = 0;
        for (int part = 0; part < PARTS; part++) {
            work += pollOne(part, nowNs, guestRuns);
        }
        return work;
    }

    /** Turns one of {@value #PARTS} parts over: frames enter, channel, datapath, host, frames leave. */
    int pollOne(int part, long nowNs, boolean guestRuns) {
        return switch (part) {
            case 0 -> enter();
            case 1 -> guestRuns ? channel.poll(nowNs) : 0;
            case 2 -> guestRuns && datapath != null ? datapath.poll(nowNs) : 0;
            case 3 -> host.poll(nowNs);
            default -> uplink.collect() + collect();
        };
    }

    long deadlineNs(boolean guestRuns) {
        return guestRuns ? Math.min(host.deadlineNs(), channel.deadlineNs()) : host.deadlineNs();
    }

    void close() {
        endLife();
        host.poll(0);
        host.close();
    }

    @Override
    public Port synthetic(long incarnation) throws IOException {
        return channel.port(incarnation);
    }

    @Override
    public Port vf(String vf, int ifindex) throws IOException {
        vfAttached = vf;
        ifindexAttached = ifindex;
        return kernel.open(ifindex);
    }

    @Override
    public byte[][] announcements() {
        return NOBODY_TO_TELL;
    }

    @Override
    public void carrier(boolean up) {
        tap.carrier(up);
    }

    @Override
    public void mtu(int from, int to) {
        tap.mtu(from, to);
    }

    @Override
    public void mac(MacAddress from, MacAddress to) {
        tap.mac(from, to);
    }

    private int collect() {
        int atMaster = masterWire.collect();
        delivered += atMaster;
        return atMaster;
    }

    private int enter() {
        int entered = 0;
        for (Load load : loads) {
            entered += load.enter();
        }
        loads.removeIf(Load::done);
        return entered;
    }

    /** Frames that the host has taken from its uplink and not sent on yet. */
    private long hostHolds() {
        HostCounters counters = host.counters();
        long gone = counters.toGuest() + counters.toVf() + counters.filtered() + counters.flooded() + counters.lost();
        return Math.max(0, counters.fromUplink() - gone);
    }
}
