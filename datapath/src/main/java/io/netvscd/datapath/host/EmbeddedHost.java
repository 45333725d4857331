package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage.RndisPacketComplete;
import io.netvscd.datapath.nvsp.NvspStatus;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.datapath.port.Port;
import io.netvscd.datapath.vmbus.MemoryVmbusDevice;
import io.netvscd.datapath.vmbus.RingCorrupt;
import java.util.Queue;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * A Hyper-V host in this process: it offers the NIC, answers NVSP and RNDIS over real VMBus rings, associates a VF, and
 * filters what arrives on its uplink to the VF or to the synthetic path. It misbehaves when told to.
 *
 * <p>Time comes only through {@link #poll}, so it runs on virtual time as well. One thread polls and closes; commands
 * come from any. What the host reports may be read from other threads and is then a moment old.
 */
public final class EmbeddedHost implements Pollable, AutoCloseable {
    private static final int COMMANDS_MAX = 1024;
    /** Packets read in one round. */
    private static final int PACKETS_PER_ROUND = 256;
    /** How soon a full uplink is tried again; nothing announces that it has room. */
    private static final long UPLINK_RETRY_NS = 200_000;

    private final HostSettings settings;
    private final HostListener listener;
    private final Supplier<MemoryVmbusDevice> memory;
    private final Queue<HostCommand> commands = new ManyToOneConcurrentArrayQueue<>(COMMANDS_MAX);
    private final Tally tally = new Tally();
    private final FrameRouter router;
    private final HostMachine unconnected;

    private volatile HostState state = HostState.INITIAL;
    private volatile boolean offered;
    private volatile Port wantedVf;
    private HostChannel channel;
    private boolean stalled;
    private long switchDueNs = Long.MAX_VALUE;
    private long switchId;
    private long nowNs;

    /**
     * Makes a host that offers nothing yet.
     *
     * @param uplink the outside world; closed with the host
     */
    public EmbeddedHost(HostSettings settings, Port uplink, HostListener listener) {
        this(settings, uplink, listener, () -> new MemoryVmbusDevice(
                settings.ringBytes(), settings.receiveBufferBytes(), settings.sendBufferBytes(),
                settings.guestMemoryBytes()));
    }

    /**
     * Makes a host whose channel incarnations lie in memory of the caller's choice.
     *
     * @param memory gives a new one, of the sizes in {@code settings}, each time the channel is opened
     */
    public EmbeddedHost(
            HostSettings settings, Port uplink, HostListener listener, Supplier<MemoryVmbusDevice> memory) {
        this.settings = settings;
        this.memory = memory;
        this.listener = listener;
        router = new FrameRouter(settings, uplink, tally);
        unconnected = new HostMachine(HostFacts.of(settings, 0, 0));
    }

    /** Gives a command, obeyed in the next round. Any thread may call this. */
    public void submit(HostCommand command) {
        if (!commands.offer(command)) {
            throw new IllegalStateException("embedded host of " + settings.nic() + ": more than " + COMMANDS_MAX
                    + " commands wait; its thread has stopped");
        }
    }

    /** Where the host delivers what arrives for the guest. */
    public DataPath path() {
        return state.vf().path();
    }

    public HostStatus status() {
        HostState now = state;
        Session session = now.session();
        String version = session.version() == null ? "" : session.version().text();
        return new HostStatus(
                offered, session.open(), version, session.rndisUp(), now.linkUp(), now.vf().state(), now.vf().path());
    }

    public HostCounters counters() {
        return tally.read();
    }

    /**
     * Connects the far end of a simulated VF, from the next round on: frames that the guest sends on the VF arrive
     * here, and the filter delivers here while the path is the VF. Replaces an earlier one. The port stays the caller's
     * to close. Any thread may call this.
     */
    public void attachVf(Port hostSideOfVf) {
        wantedVf = hostSideOfVf;
    }

    /** Disconnects the simulated VF, from the next round on. Any thread may call this. */
    public void detachVf() {
        wantedVf = null;
    }

    /** All that the host's decisions rest on. */
    HostState state() {
        return state;
    }

    /** Offers the device as if so much had been agreed on over it already. For the thread that polls. */
    void offer(HostState agreed) {
        offered = true;
        open();
        state = agreed;
    }

    @Override
    public int poll(long now) {
        nowNs = now;
        int work = connectVf() + obey();
        if (channel != null && channel.device().guestClosed()) {
            closeChannel();
            work++;
        }
        if (now >= switchDueNs) {
            switchDueNs = Long.MAX_VALUE;
            decide(new HostInput.SwitchMade(switchId));
            work++;
        }
        try {
            work += living() == null || stalled ? router.sendToUplink() : readGuest(channel);
            work += router.moveInbound(living(), state);
            work += living() == null ? 0 : write(channel);
        } catch (RingCorrupt e) {
            tally.violations++;
            rescind();
        }
        return work;
    }

    @Override
    public long deadlineNs() {
        long timer = channel == null ? switchDueNs : Math.min(switchDueNs, channel.outbox().deadlineNs());
        long retry = router.waitsForUplink() ? nowNs + UPLINK_RETRY_NS : Long.MAX_VALUE;
        // What is overdue waits for room in the ring, and the guest's own round makes that.
        return Math.min(timer > nowNs ? timer : Long.MAX_VALUE, retry);
    }

    @Override
    public void descriptors(IntConsumer each) {
        router.descriptors(each);
    }

    @Override
    public void acknowledgeErrors() {
        router.acknowledgeErrors();
    }

    /** Takes the device back without a word and closes the uplink. */
    @Override
    public void close() {
        closeChannel();
        router.close();
    }

    /** The channel, while there is one with a worker behind it. */
    private HostChannel living() {
        return state.session().dead() ? null : channel;
    }

    private int connectVf() {
        Port wanted = wantedVf;
        if (!router.connect(wanted)) {
            return 0;
        }
        if (wanted != null) {
            decide(new HostInput.DeviceOffered());
        }
        return 1;
    }

    private int obey() {
        int obeyed = 0;
        for (HostCommand command = commands.poll(); command != null; command = commands.poll()) {
            obey(command);
            obeyed++;
        }
        return obeyed;
    }

    private void obey(HostCommand command) {
        if (command instanceof HostCommand.Offer) {
            if (!offered) {
                offered = true;
                open();
            }
        } else if (command instanceof HostCommand.Reopen) {
            if (offered) {
                closeChannel();
                open();
            }
        } else if (command instanceof HostCommand.Rescind) {
            rescind();
        } else if (command instanceof HostCommand.Stall) {
            stalled = true;
        } else if (command instanceof HostCommand.Resume) {
            stalled = false;
        } else if (command instanceof HostCommand.Raw raw) {
            if (channel != null) {
                channel.outbox().add(nowNs, new Outgoing(Outgoing.Kind.IN_BAND, 0, false, raw.payload(), false));
            }
        } else {
            decide(new HostInput.Commanded(command));
        }
    }

    private void open() {
        MemoryVmbusDevice device = memory.get();
        channel = new HostChannel(settings, device, Ears::new);
        decide(new HostInput.Opened());
        listener.offered(device);
    }

    private void rescind() {
        if (offered) {
            offered = false;
            closeChannel();
            listener.rescinded();
        }
    }

    private void closeChannel() {
        if (channel != null) {
            router.forgetGuest();
            channel.close();
            channel = null;
            switchDueNs = Long.MAX_VALUE;
            decide(new HostInput.Closed());
        }
    }

    private int readGuest(HostChannel guest) {
        int sent = router.sendToUplink();
        if (router.guestFramesLeft()) {
            guest.pages().reset();
        }
        int packets = 0;
        for (int i = 0; i < guest.lanes().size() && guest == living(); i++) {
            HostLane lane = guest.lanes().get(i);
            int limit = packets + PACKETS_PER_ROUND;
            while (router.hasRoomForGuest() && guest.pages().hasRoom() && packets < limit && guest == living()
                    && !lane.acknowledgements().isFull() && guest.mayBeRead()
                    && lane.reader().read(state.session(), router.fromGuest())) {
                packets++;
            }
            lane.reader().advance();
        }
        return packets + sent + router.sendToUplink();
    }

    private int write(HostChannel guest) {
        int written = guest.writeDue(nowNs, state);
        if (router.guestFramesLeft() && !state.mischief().silent()) {
            written += guest.acknowledge();
        }
        guest.publish();
        return written;
    }

    private void decide(HostInput input) {
        HostMachine machine = channel == null ? unconnected : channel.machine();
        HostDecision decision = machine.decide(state, input);
        state = decision.state();
        decision.acts().forEach(this::act);
    }

    private void act(HostAct act) {
        if (act instanceof HostAct.Note) {
            tally.violations++;
        } else if (act instanceof HostAct.StartSwitch start) {
            switchDueNs = nowNs + settings.latencyNs();
            switchId = start.transactionId();
        } else if (channel != null && act instanceof HostAct.OfferSubchannels offer) {
            channel.offerSubchannels(offer.count());
        } else if (channel != null) {
            queue(act);
        }
    }

    private void queue(HostAct act) {
        Outgoing message = Outgoing.of(act, state.session().sizing());
        if (act instanceof HostAct.Send send) {
            queue(send.timing(), message);
        } else if (act instanceof HostAct.Complete complete) {
            queue(complete.timing(), message);
        } else if (act instanceof HostAct.SendRndis rndis) {
            queue(rndis.timing(), message);
        }
    }

    private void queue(HostAct.Timing timing, Outgoing message) {
        switch (timing) {
            case ANSWER -> channel.outbox().add(nowNs + settings.latencyNs(), message);
            case IN_TURN -> channel.outbox().add(nowNs, message);
            case AT_ONCE -> channel.outbox().overtake(message);
        }
    }

    /** The reader's ears: this host while a channel is open. */
    private final class Ears implements GuestReader.Ears {
        private final int lane;

        private Ears(int lane) {
            this.lane = lane;
        }

        @Override
        public boolean listens() {
            return channel.outbox().hasRoom();
        }

        @Override
        public void heard(HostInput input) {
            if (lane == 0) {
                decide(input);
            } else {
                broken("a message on a sub-channel: " + input);
            }
        }

        @Override
        public void completed(long transactionId) {
            boolean own = transactionId == VfRules.ASSOCIATION_ID || transactionId == VfRules.OWN_SWITCH_ID;
            if (!own && !channel.lanes().get(lane).writer().release(transactionId)) {
                tally.violations++;
            }
        }

        @Override
        public void taken(long transactionId) {
            channel.lanes().get(lane).acknowledgements().add(transactionId, NvspStatus.SUCCESS);
        }

        @Override
        public void refused(long transactionId, int status, String why) {
            tally.violations++;
            if (lane > 0 || !listens()) {
                channel.lanes().get(lane).acknowledgements().add(transactionId, status);
                return;
            }
            channel.outbox().add(nowNs, new Outgoing(Outgoing.Kind.COMPLETION, transactionId, false,
                    NvspCodec.encodeUnpadded(new RndisPacketComplete(status)), true));
        }

        @Override
        public void broken(String why) {
            tally.violations++;
        }
    }
}
