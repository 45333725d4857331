package io.netvscd.replay.sim;

import io.netvscd.actors.edge.DatapathEdge;
import io.netvscd.actors.edge.NicPorts;
import io.netvscd.actors.edge.Post;
import io.netvscd.config.AlarmConfig;
import io.netvscd.config.VfConfig;
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
import io.netvscd.datapath.rndis.Oid;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.AlarmPeriods;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One NIC: its TAP and the fabric as far ends of wires, the embedded host over real rings, and the forwarding core of a
 * daemon.
 */
final class VirtualNic implements NicPorts {
    /** What a round consists of. */
    static final int PARTS = 5;

    private static final int RING_BYTES = 16 << 10;
    private static final int BUFFER_BYTES = 256 << 10;
    private static final AlarmPeriods ALARMS = new AlarmPeriods(
            AlarmConfig.DEFAULT.fallback().toMillis(),
            AlarmConfig.DEFAULT.noDriver().toMillis(),
            AlarmConfig.DEFAULT.noVf().toMillis());
    private static final byte[][] NOBODY_TO_TELL = {};

    private final NicSetup setup;
    private final VirtualKernel kernel;
    private final Post post;
    private final UnaryOperator<Port> vfPort;
    private final Traffic traffic;
    private final Losses losses = new Losses(this);
    private final EmbeddedHost host;
    private final VirtualChannel channel;
    private final HostEnds hostEnds;
    private final Tap tap;
    /** The netdevs with this NIC's address that are or were there. */
    private final List<SimulatedNetdev> ours = new ArrayList<>();
    /** What the host was told to do and has not been told to leave. */
    private final Set<HostStep.Verb> mischief = EnumSet.noneOf(HostStep.Verb.class);
    /** Since the last offer the host has refused what the guest wants to receive. */
    private boolean filterRefused;
    private boolean termsChanged;
    private boolean unsettled;
    /** Of the VF that the host was last told to give. */
    private int serialGiven;
    private DatapathEdge edge;
    private NetvscDatapath datapath;
    private Checkpoint earlierLives = Checkpoint.ZERO;
    private String vfAttached = "";
    private int ifindexAttached;

    VirtualNic(NicSetup setup, VirtualKernel kernel, Post post, Fittings fittings) {
        this.setup = setup;
        this.kernel = kernel;
        this.post = post;
        tap = new Tap(setup, post);
        traffic = new Traffic(setup, fittings.memory());
        vfPort = fittings.vfPort();
        channel = new VirtualChannel(setup.name(), post, losses::excuse);
        hostEnds = new HostEnds(setup.name(), this::serialGiven);
        host = new EmbeddedHost(new HostSettings(setup.name(), setup.mac(), setup.mtu(), setup.hostLatencyNs(),
                RING_BYTES, BUFFER_BYTES, BUFFER_BYTES, false), traffic.uplink(), channel);
        channel.join(host);
    }

    NicSetup setup() {
        return setup;
    }

    NicFacts facts() {
        return new NicFacts(setup.name(), setup.mac(), setup.mtu(), false, setup.takeoverDelayNs() / 1_000_000, false)
                .withFlapLimit(VfConfig.DEFAULT_FLAP_LIMIT, VfConfig.DEFAULT_FLAP_HALF_LIFE.toMillis())
                .withAlarms(ALARMS);
    }

    EmbeddedHost host() {
        return host;
    }

    /** The host is told something. */
    void tellHost(HostStep.Verb verb, HostCommand command) {
        switch (verb) {
            case REFUSE_OID -> {
                filterRefused |= ((HostCommand.RefuseOid) command).oid() == Oid.GEN_CURRENT_PACKET_FILTER;
                termsChanged = true;
            }
            case LIMIT_VERSION, LIMIT_MTU -> termsChanged = true;
            case VF_ASSOCIATION -> {
                HostCommand.VfAssociation association = (HostCommand.VfAssociation) command;
                serialGiven = association.allocated() ? association.serial() : serialGiven;
            }
            case RESCIND -> {
                filterRefused = false;
                termsChanged = false;
            }
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

    /** Whether the host would agree to something else now than it did when it offered the device last. */
    boolean termsChanged() {
        return termsChanged;
    }

    /** Whether the guest was told of a VF on the present channel. */
    boolean hostToldOfVf() {
        VfState vf = host.status().vf();
        return vf != VfState.UNAVAILABLE && vf != VfState.AVAILABLE;
    }

    /** The serial number of the VF that the host has for the guest, or had last. */
    int serialGiven() {
        return serialGiven;
    }

    /** Whether the host and the system agree that there is a link. */
    boolean linkUp() {
        return tap.carrier() && host.status().linkUp();
    }

    /** Whether what the fabric has for the guest can come through. */
    boolean receives() {
        return tap.up() && linkUp() && host.status().rndisUp() && tap.settings().mac().equals(setup.mac())
                && (host.path() == DataPath.SYNTHETIC || anyOfOurs(SimulatedNetdev::carries));
    }

    /** Whether all of it must: the host has taken the guest's filter, and no VF has died without a word or is reset unknown to the guest. */
    boolean receivesAll() {
        return receives() && !filterRefused
                && !anyOfOurs(netdev -> netdev.registered() && (netdev.dead() || netdev.serviceUnclear()));
    }

    /** Whether what the guest has for the fabric can go out: by the synthetic path, or by a VF whose ring has room. */
    boolean sends() {
        return tap.up() && linkUp() && host.status().rndisUp() && !anyOfOurs(SimulatedNetdev::stalled);
    }

    /** Whether a VF that is received from is stuck, or carries nothing. */
    boolean vfHoldsFrames() {
        return anyOfOurs(netdev -> netdev.stalled() || netdev.isOpen() && !netdev.carries());
    }

    private boolean anyOfOurs(Predicate<SimulatedNetdev> what) {
        for (SimulatedNetdev netdev : ours) {
            if (what.test(netdev)) {
                return true;
            }
        }
        return false;
    }

    /** What the datapath sends on. */
    DataPath path() {
        return datapath == null ? DataPath.SYNTHETIC : datapath.path();
    }

    /** The key of the VF whose port was opened last in this life; empty before that. */
    String vfAttached() {
        return vfAttached;
    }

    /** The ifindex of that VF, 0 where there is none. */
    int ifindexAttached() {
        return ifindexAttached;
    }

    SwitchCount switches() {
        return channel.switches();
    }

    Tap tap() {
        return tap;
    }

    Traffic traffic() {
        return traffic;
    }

    Losses losses() {
        return losses;
    }

    /** A daemon begins: a fresh forwarding core with nothing attached. */
    void beginLife() {
        edge = new DatapathEdge(setup.name(), this, post, () -> { });
        datapath = new NetvscDatapath(traffic.beginLife(), edge, false, setup.mac());
        edge.join(datapath);
        unsettled = false;
        channel.daemonLives(true);
    }

    /** One of its owners begins again while the daemon lives: until the NIC has come to rest, what holds between owners need not. */
    void ownerFailed() {
        losses.excuse(0);
        unsettled = true;
    }

    /** Whether owners have begun again since the NIC was at rest last. */
    boolean unsettled() {
        return unsettled;
    }

    void settled() {
        unsettled = false;
    }

    /** The daemon is gone, and with it every port that it had open. */
    void endLife() {
        if (datapath != null) {
            losses.excuse(waitingForth());
            earlierLives = Counters.sum(earlierLives, datapath.checkpoint());
            datapath.close();
            datapath = null;
            vfAttached = "";
            ifindexAttached = 0;
            traffic.endLife();
            channel.daemonLives(false);
        }
    }

    /** The NIC's counters over all lives of the daemon. */
    Checkpoint counters() {
        return datapath == null ? earlierLives : Counters.sum(earlierLives, datapath.checkpoint());
    }

    /** Frames that entered and neither left nor wait anywhere. */
    long lost() {
        return lostOutgoing() + lostIncoming();
    }

    /** Those of them that the guest sent. */
    long lostOutgoing() {
        return traffic.outgoing().missing() - waitingForth();
    }

    /** Those of them that were for the guest. */
    long lostIncoming() {
        return traffic.incoming().missing() - waitingBack();
    }

    /** Frames that entered and have not left, but for those in a VF that the datapath does not receive from. */
    long onTheWay() {
        long elsewhere = 0;
        for (SimulatedNetdev netdev : ours) {
            elsewhere += netdev.isOpen() ? 0 : netdev.waitingBack();
        }
        return waitingForth() + waitingBack() - elsewhere;
    }

    /** Frames that the datapath took while it had no path. */
    long droppedWithoutWay() {
        return counters().master().dropped();
    }

    /** Frames of the guest that are in no VF's ring. */
    long waitingInGuest() {
        return channel.waitingForth() + traffic.waitingAtMaster() + (datapath == null ? 0 : datapath.waiting());
    }

    private long waitingForth() {
        long waiting = waitingInGuest();
        for (SimulatedNetdev netdev : ours) {
            waiting += netdev.waitingForth();
        }
        return waiting;
    }

    private long waitingBack() {
        long waiting = channel.waitingBack() + hostHolds() + traffic.waitingAtUplink();
        for (SimulatedNetdev netdev : ours) {
            waiting += netdev.waitingBack();
        }
        return waiting;
    }

    /** The other end of a function with this NIC's address is the host's. */
    void appeared(SimulatedNetdev netdev) {
        if (netdev.permanentMac().equals(setup.mac())) {
            excuseWhatComesTooEarly();
            ours.add(netdev);
            hostEnds.add(netdev);
            host.attachVf(hostEnds);
        }
    }

    /** A host that has not heeded the last switch gives a new function frames before the guest has opened it. */
    private void excuseWhatComesTooEarly() {
        if (host.path() == DataPath.VF && !anyOfOurs(SimulatedNetdev::carries)) {
            losses.excuse(0);
        }
    }

    /** A device goes without regard to what is in its rings. */
    void losing(SimulatedNetdev netdev) {
        if (ours.contains(netdev)) {
            losses.excuse(netdev.dead() || !netdev.registered() ? 0 : netdev.waitingForth());
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
            traffic.sendFromMaster(count, sizeBytes);
        }
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
            case 0 -> traffic.enter();
            case 1 -> guestRuns ? channel.poll(nowNs) : 0;
            case 2 -> guestRuns && datapath != null ? datapath.poll(nowNs) : 0;
            case 3 -> host.poll(nowNs);
            default -> traffic.collect();
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
        return vfPort.apply(kernel.open(ifindex));
    }

    @Override
    public void beginAgain() {
        losses.excuse(waitingForth());
        tap.forget();
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

    /** Frames that the host has taken from its uplink and not sent on yet. */
    private long hostHolds() {
        HostCounters counters = host.counters();
        long gone = counters.toGuest() + counters.toVf() + counters.filtered() + counters.flooded() + counters.lost();
        return Math.max(0, counters.fromUplink() - gone);
    }
}
