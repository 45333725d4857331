package io.netvscd.datapath.forward;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.datapath.port.Port;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Joins a master port to the synthetic port and at most one VF port. What it does is decided by the frames that arrive and the
 * {@linkplain ControlWord control words} it is given, and by nothing else: the same of both give the same of everything, which is
 * what replay rests on.
 *
 * <p>Frames are received from both paths whichever is in use, and sent on the one in use. A path that can take no more just now
 * holds the burst back until it can, or until another path is put in use; a VF that fails under a burst gives the rest of it to
 * the synthetic path at once. A word that ends what passes by a {@link Bypass} takes effect when that has ended and been counted.
 * One thread calls everything but {@link #submit}.
 */
public final class NetvscDatapath implements Pollable {
    /** Frames moved at once: enough to amortise a system call, few enough to stay in the first-level cache. */
    public static final int BURST_FRAMES = 64;
    /** Control words that may wait; a master orders a handful per incident. */
    private static final int CONTROL_WORDS_MAX = 1024;
    /** Rounds without a rest after an announcement: what the fabric sent before it heard of it must not be overtaken. */
    private static final int WAKEFUL_ROUNDS = 256;

    private final Port master;
    private final DatapathListener listener;
    private final FloodGuard guard;
    private final FabricMemory fabric = new FabricMemory();
    private final FrameWitness witness;
    private final Queue<ControlWord> words = new ManyToOneConcurrentArrayQueue<>(CONTROL_WORDS_MAX);
    private final Burst outgoing = new Burst(BURST_FRAMES);
    private final Burst incoming = new Burst(BURST_FRAMES);
    private final Burst admitted = new Burst(BURST_FRAMES);
    private final Turn turn = new Turn(new Arrivals());
    private final Lull lull = new Lull();
    private final Announcer announcer = new Announcer();
    private final EndCounters masterCounters = new EndCounters();
    private final EndCounters vfCounters = new EndCounters();
    private final EndCounters syntheticCounters = new EndCounters();

    private Port synthetic;
    private Port vf;
    private String vfKey = "";
    private long vfGeneration;
    private DataPath path = DataPath.SYNTHETIC;
    private boolean masterUp;
    /** The first frame of {@link #outgoing} that has not left yet; its size when none waits. */
    private int nextOutgoing;
    /** The VF's frames where they pass this core by, else null. */
    private PassingBy passingBy;
    /** A word that waits for its moment. */
    private ControlWord held;
    private int wakefulRounds;
    /** The VF has been left; what passed by until then is still being counted. */
    private boolean falling;

    /**
     * Makes a datapath with no path attached, a closed master and {@code synthetic} in use.
     *
     * @param floodGuard  keep a frame that a fabric floods to both paths from being delivered twice; for labs in which no host
     *                    filters ({@link FloodGuard})
     * @param mac         the master's address
     */
    public NetvscDatapath(Port master, DatapathListener listener, boolean floodGuard, MacAddress mac) {
        this(master, listener, floodGuard, mac, FrameWitness.NONE);
    }

    /** Makes the same datapath with someone who watches. */
    public NetvscDatapath(
            Port master, DatapathListener listener, boolean floodGuard, MacAddress mac, FrameWitness witness) {
        this.master = master;
        this.listener = listener;
        this.witness = witness;
        guard = floodGuard ? new FloodGuard(mac) : null;
    }

    /** Gives an order; it takes effect in the next round. Any thread may call this. */
    public void submit(ControlWord word) {
        if (!words.offer(word)) {
            throw new IllegalStateException("datapath of " + master.name() + ": more than " + CONTROL_WORDS_MAX
                    + " control words wait; its thread has stopped");
        }
    }

    @Override
    public int poll(long nowNs) {
        int work = obey(nowNs);
        int arrived = turn.receive(path, nowNs);
        lull.round(arrived);
        work += arrived;
        int sent = sendFromMaster();
        boolean poised = passingBy != null && passingBy.carry(sent == 0 && waiting() == 0);
        remindFabric(nowNs);
        boolean wakeful = wakefulRounds > 0 && wakefulRounds-- > 0;
        return work + sent + (poised || wakeful ? 1 : 0);
    }

    @Override
    public long deadlineNs() {
        long reminderNs = guard != null && masterUp ? fabric.deadlineNs() : Long.MAX_VALUE;
        return passingBy != null ? Math.min(reminderNs, turn.endsNs()) : reminderNs;
    }

    private void remindFabric(long nowNs) {
        if (guard != null && masterUp) {
            announce(fabric.due(nowNs));
        }
    }

    @Override
    public void descriptors(IntConsumer each) {
        name(master, each);
        name(synthetic, each);
        name(vf, each);
    }

    @Override
    public void acknowledgeErrors() {
        master.acknowledgeError();
        if (synthetic != null) {
            synthetic.acknowledgeError();
        }
        if (vf != null) {
            vf.acknowledgeError();
            if (path == DataPath.VF && vf.health() == Port.Health.FAILED) {
                // As if somebody else had heard of it: its own socket is the first to say so.
                submit(new ControlWord.VfFailed(vfKey, vfGeneration));
            }
        }
    }

    /** The path in use. */
    public DataPath path() {
        return path;
    }

    /** The counters as they are now; what passes by counts as far as it was last counted. */
    public Checkpoint checkpoint() {
        if (passingBy != null) {
            passingBy.enter(falling || path == DataPath.VF, masterUp, masterCounters, vfCounters);
        }
        return new Checkpoint(masterCounters.read(), vfCounters.read(), syntheticCounters.read());
    }

    /** Frames taken from the master that no path could take yet. */
    public int waiting() {
        return outgoing.size - nextOutgoing;
    }

    /** Closes every port that is attached, the master's last. */
    public void close() {
        turn.deliverHeld();
        closeQuietly(vf);
        closeQuietly(synthetic);
        vf = null;
        synthetic = null;
        master.close();
    }

    private int obey(long nowNs) {
        int obeyed = 0;
        while (!isFalling()) {
            ControlWord word = held != null ? held : words.poll();
            if (word == null) {
                break;
            }
            held = mustWait(word, nowNs) ? word : null;
            if (held != null) {
                obeyed += lull.hasBegun() ? 1 : 0;
                break;
            }
            lull.end();
            turn.deliverHeld();
            Checkpoint checkpoint = checkpoint();
            boolean changed = apply(word);
            witness.obeyed(checkpoint);
            listener.applied(word, changed, checkpoint);
            if (passingBy != null) {
                passingBy.raise(passage());
            }
            obeyed++;
        }
        return obeyed;
    }

    /**
     * Begins to take back what must not pass by any more once this word has been obeyed; true until that has come about. An
     * announcement, which makes the fabric turn to another path, waits for a moment at which nothing is on its way to the master.
     */
    private boolean mustWait(ControlWord word, long nowNs) {
        if (word instanceof ControlWord.Announce) {
            return !beginTurn(path, nowNs) || lull.isAwaited();
        }
        if (word instanceof ControlWord.UsePath use && use.path() == DataPath.VF && isAttached(use.vf(), use.generation())) {
            return !beginTurn(DataPath.VF, nowNs);
        }
        if (passingBy == null) {
            return false;
        }
        boolean closes = word instanceof ControlWord.SetMaster set && !set.up()
                || word instanceof ControlWord.AttachVf
                || word instanceof ControlWord.DetachVf detach && isAttached(detach.vf(), detach.generation());
        boolean leaves = word instanceof ControlWord.UsePath use && use.path() == DataPath.SYNTHETIC && path == DataPath.VF;
        return (closes || leaves) && !passingBy.lower(closes ? Passage.CLOSED : Passage.RECEIVING);
    }

    /**
     * The fabric is about to turn, by what it is told or by the first frame that leaves: what arrives by the path that it turns to
     * must not overtake what is still on its way by the other.
     *
     * @return whether all is ready for it; this thread is woken when it is
     */
    private boolean beginTurn(DataPath toward, long nowNs) {
        turn.begin(toward, nowNs);
        return toward == DataPath.SYNTHETIC || passingBy == null || passingBy.divert();
    }

    private Passage passage() {
        if (!masterUp) {
            return Passage.CLOSED;
        }
        return path == DataPath.VF ? Passage.CARRYING : Passage.RECEIVING;
    }

    /** The VF failed: nothing is sent on it any more. */
    private void fallBack() {
        path = DataPath.SYNTHETIC;
        falling = true;
        if (passingBy != null) {
            passingBy.lower(passage());
        }
        if (masterUp) {
            announce(fabric.latest());
        }
    }

    /** Whether a fall back is still being counted; told when it has been. */
    private boolean isFalling() {
        if (falling && (passingBy == null || passingBy.isSettled())) {
            Checkpoint checkpoint = checkpoint();
            falling = false;
            witness.fellBack(checkpoint);
            listener.fellBack(vfKey, vfGeneration, checkpoint);
        }
        return falling;
    }

    private boolean apply(ControlWord word) {
        if (word instanceof ControlWord.UsePath use) {
            return usePath(use);
        } else if (word instanceof ControlWord.AttachVf attach) {
            return attachVf(attach);
        } else if (word instanceof ControlWord.DetachVf detach) {
            return detachVf(detach);
        } else if (word instanceof ControlWord.AttachSynthetic attach) {
            closeQuietly(synthetic == attach.port() ? null : synthetic);
            synthetic = attach.port();
            return true;
        } else if (word instanceof ControlWord.DetachSynthetic) {
            boolean attached = synthetic != null;
            closeQuietly(synthetic);
            synthetic = null;
            return attached;
        } else if (word instanceof ControlWord.SetMaster set) {
            boolean changed = masterUp != set.up();
            masterUp = set.up();
            return changed;
        } else if (word instanceof ControlWord.VfFailed failed) {
            return vfFailed(failed);
        } else if (word instanceof ControlWord.Announce announce) {
            fabric.announced(announce.frames());
            wakefulRounds = announce.frames().length == 0 ? wakefulRounds : WAKEFUL_ROUNDS;
            return announce(announce.frames());
        }
        throw new IllegalArgumentException("unknown control word " + word);
    }

    private boolean usePath(ControlWord.UsePath use) {
        if (use.path() == path || use.path() == DataPath.VF && !isAttached(use.vf(), use.generation())) {
            return false;
        }
        path = use.path();
        return true;
    }

    private boolean attachVf(ControlWord.AttachVf attach) {
        if (path == DataPath.VF) {
            path = DataPath.SYNTHETIC;
        }
        closeQuietly(vf);
        vf = attach.port();
        passingBy = vf instanceof Bypass bypass ? new PassingBy(bypass) : null;
        vfKey = attach.vf();
        vfGeneration = attach.generation();
        return true;
    }

    private boolean detachVf(ControlWord.DetachVf detach) {
        if (!isAttached(detach.vf(), detach.generation())) {
            return false;
        }
        path = DataPath.SYNTHETIC;
        closeQuietly(vf);
        vf = null;
        passingBy = null;
        return true;
    }

    private boolean vfFailed(ControlWord.VfFailed failed) {
        if (path != DataPath.VF || !isAttached(failed.vf(), failed.generation())) {
            return false;
        }
        fallBack();
        return true;
    }

    private boolean isAttached(String key, long generation) {
        return vf != null && vfKey.equals(key) && vfGeneration == generation;
    }

    private int sendFromMaster() {
        if (waiting() == 0) {
            if (!masterUp || master.receive(outgoing) == 0) {
                return 0;
            }
            nextOutgoing = 0;
            if (guard != null) {
                guard.learnSource(outgoing);
            }
        }
        int before = nextOutgoing;
        sendWaiting();
        if (waiting() == 0) {
            master.release(outgoing);
            outgoing.size = 0;
            nextOutgoing = 0;
            return 1;
        }
        return nextOutgoing - before;
    }

    private void sendWaiting() {
        if (path == DataPath.VF) {
            send(vf, vfCounters, DataPath.VF);
            if (waiting() == 0 || vf.health() != Port.Health.FAILED) {
                return;
            }
            fallBack();
            sendOnSynthetic();
            isFalling();
            return;
        }
        sendOnSynthetic();
    }

    private void sendOnSynthetic() {
        if (synthetic != null) {
            send(synthetic, syntheticCounters, DataPath.SYNTHETIC);
        }
        boolean noWayOut = synthetic == null || waiting() > 0 && synthetic.health() == Port.Health.FAILED;
        if (noWayOut) {
            long bytes = bytes(outgoing, nextOutgoing, outgoing.size);
            masterCounters.sent(waiting(), bytes);
            masterCounters.drop(waiting());
            witness.foundNoWay(outgoing, nextOutgoing, outgoing.size);
            nextOutgoing = outgoing.size;
        }
    }

    private void send(Port port, EndCounters counters, DataPath side) {
        int taken = port.send(outgoing, nextOutgoing);
        long bytes = bytes(outgoing, nextOutgoing, nextOutgoing + taken);
        counters.sent(taken, bytes);
        masterCounters.sent(taken, bytes);
        witness.left(outgoing, nextOutgoing, nextOutgoing + taken, side);
        nextOutgoing += taken;
    }

    private int receiveFrom(Port port, EndCounters counters, DataPath side) {
        if (port == null) {
            return 0;
        }
        int arrived = port.receive(incoming);
        if (arrived > 0) {
            deliver(incoming, counters, side);
            port.release(incoming);
        }
        return arrived;
    }

    private void deliver(Burst arrived, EndCounters counters, DataPath side) {
        Burst burst = arrived;
        if (guard != null) {
            if (guard.admit(arrived, side == path, admitted)) {
                fabric.doubt();
            }
            burst = admitted;
        }
        counters.received(burst.size, bytes(burst, 0, burst.size));
        int delivered = masterUp ? master.send(burst, 0) : 0;
        masterCounters.received(delivered, bytes(burst, 0, delivered));
        (masterUp ? masterCounters : counters).drop(burst.size - delivered);
        witness.arrived(burst, side, delivered);
    }

    /** The daemon's own frames, not the master's: they appear in no counter. */
    private boolean announce(byte[][] frames) {
        return announcer.send(frames, path == DataPath.VF ? vf : synthetic);
    }

    private static long bytes(Burst burst, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += burst.length[i];
        }
        return bytes;
    }

    private static void name(Port port, IntConsumer each) {
        if (port != null && port.fileDescriptor() >= 0) {
            each.accept(port.fileDescriptor());
        }
    }

    private static void closeQuietly(Port port) {
        if (port != null) {
            port.close();
        }
    }

    /** What arrives, as the turn has it delivered. */
    private final class Arrivals implements Turn.Paths {
        @Override
        public int pass(DataPath from) {
            return from == DataPath.VF
                    ? receiveFrom(vf, vfCounters, DataPath.VF)
                    : receiveFrom(synthetic, syntheticCounters, DataPath.SYNTHETIC);
        }

        @Override
        public void take(Burst burst) {
            vf.receive(burst);
        }

        @Override
        public void deliver(Burst burst) {
            NetvscDatapath.this.deliver(burst, vfCounters, DataPath.VF);
            vf.release(burst);
            burst.size = 0;
        }

        @Override
        public void turned() {
            if (passingBy != null) {
                passingBy.endDiversion();
            }
        }
    }
}
