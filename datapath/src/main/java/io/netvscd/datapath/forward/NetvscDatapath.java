package io.netvscd.datapath.forward;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
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

    private final Ends ends;
    private final DatapathListener listener;
    private final FrameWitness witness;
    private final Queue<ControlWord> words = new ManyToOneConcurrentArrayQueue<>(CONTROL_WORDS_MAX);
    /** Null where a host filters. */
    private final FloodGuard guard;
    private final FabricMemory fabric = new FabricMemory();
    private final Departures departures;
    private final Turn turn;
    private final Lull lull = new Lull();
    private final Announcer announcer = new Announcer();
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
        this.listener = listener;
        this.witness = witness;
        ends = new Ends(master);
        guard = floodGuard ? new FloodGuard(mac) : null;
        departures = new Departures(ends, guard, witness);
        turn = new Turn(new Arrivals(ends, guard, fabric, witness));
    }

    /** Gives an order; it takes effect in the next round. Any thread may call this. */
    public void submit(ControlWord word) {
        if (!words.offer(word)) {
            throw new IllegalStateException("datapath of " + ends.master().name() + ": more than " + CONTROL_WORDS_MAX
                    + " control words wait; its thread has stopped");
        }
    }

    @Override
    public int poll(long nowNs) {
        int work = obey(nowNs);
        int arrived = turn.receive(ends.path(), nowNs);
        lull.round(arrived);
        work += arrived;
        int sent = sendFromMaster();
        PassingBy passingBy = ends.passingBy();
        boolean poised = passingBy != null && passingBy.carry(sent == 0 && waiting() == 0);
        remindFabric(nowNs);
        boolean wakeful = wakefulRounds > 0 && wakefulRounds-- > 0;
        return work + sent + (poised || wakeful ? 1 : 0);
    }

    private int sendFromMaster() {
        if (!departures.take()) {
            return 0;
        }
        int sent = departures.send();
        if (departures.waiting() > 0 && ends.isOnFailedVf()) {
            fallBack();
            sent += departures.send();
            isFalling();
        }
        return sent;
    }

    @Override
    public long deadlineNs() {
        long reminderNs = guard != null && ends.isMasterUp() ? fabric.deadlineNs() : Long.MAX_VALUE;
        return ends.passingBy() != null ? Math.min(reminderNs, turn.endsNs()) : reminderNs;
    }

    private void remindFabric(long nowNs) {
        if (guard != null && ends.isMasterUp()) {
            announce(fabric.due(nowNs));
        }
    }

    @Override
    public void descriptors(IntConsumer each) {
        ends.descriptors(each);
    }

    @Override
    public void acknowledgeErrors() {
        ends.acknowledgeErrors();
        if (ends.isOnFailedVf()) {
            // As if somebody else had heard of it: its own socket is the first to say so.
            submit(new ControlWord.VfFailed(ends.vfKey(), ends.vfGeneration()));
        }
    }

    /** The path in use. */
    public DataPath path() {
        return ends.path();
    }

    /** The counters as they are now; what passes by counts as far as it was last counted. */
    public Checkpoint checkpoint() {
        return ends.checkpoint(falling || ends.path() == DataPath.VF);
    }

    /** Frames taken from the master that no path could take yet. */
    public int waiting() {
        return departures.waiting();
    }

    /** Closes every port that is attached, the master's last. */
    public void close() {
        turn.deliverHeld();
        ends.close();
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
            if (ends.passingBy() != null) {
                ends.passingBy().raise(ends.passage());
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
            return !beginTurn(ends.path(), nowNs) || lull.isAwaited();
        }
        if (word instanceof ControlWord.UsePath use && use.path() == DataPath.VF
                && ends.isAttached(use.vf(), use.generation())) {
            return !beginTurn(DataPath.VF, nowNs);
        }
        if (ends.passingBy() == null) {
            return false;
        }
        boolean closes = word instanceof ControlWord.SetMaster set && !set.up()
                || word instanceof ControlWord.AttachVf
                || word instanceof ControlWord.Reset
                || word instanceof ControlWord.DetachVf detach && ends.isAttached(detach.vf(), detach.generation());
        boolean leaves = word instanceof ControlWord.UsePath use && use.path() == DataPath.SYNTHETIC
                && ends.path() == DataPath.VF;
        return (closes || leaves) && !ends.passingBy().lower(closes ? Passage.CLOSED : Passage.RECEIVING);
    }

    /**
     * The fabric is about to turn, by what it is told or by the first frame that leaves: what arrives by the path that it turns to
     * must not overtake what is still on its way by the other.
     *
     * @return whether all is ready for it; this thread is woken when it is
     */
    private boolean beginTurn(DataPath toward, long nowNs) {
        turn.begin(toward, nowNs);
        return toward == DataPath.SYNTHETIC || ends.passingBy() == null || ends.passingBy().divert();
    }

    /** The VF failed: nothing is sent on it any more. */
    private void fallBack() {
        ends.fallBack();
        falling = true;
        if (ends.passingBy() != null) {
            ends.passingBy().lower(ends.passage());
        }
        if (ends.isMasterUp()) {
            announce(fabric.latest());
        }
    }

    /** Whether a fall back is still being counted; told when it has been. */
    private boolean isFalling() {
        if (falling && (ends.passingBy() == null || ends.passingBy().isSettled())) {
            Checkpoint checkpoint = checkpoint();
            falling = false;
            witness.fellBack(checkpoint);
            listener.fellBack(ends.vfKey(), ends.vfGeneration(), checkpoint);
        }
        return falling;
    }

    private boolean apply(ControlWord word) {
        if (word instanceof ControlWord.UsePath use) {
            return ends.use(use);
        } else if (word instanceof ControlWord.AttachVf attach) {
            return ends.attach(attach);
        } else if (word instanceof ControlWord.DetachVf detach) {
            return ends.detach(detach);
        } else if (word instanceof ControlWord.AttachSynthetic attach) {
            return ends.attach(attach);
        } else if (word instanceof ControlWord.DetachSynthetic) {
            return ends.detachSynthetic();
        } else if (word instanceof ControlWord.SetMaster set) {
            return ends.set(set);
        } else if (word instanceof ControlWord.VfFailed failed) {
            return vfFailed(failed);
        } else if (word instanceof ControlWord.Announce announce) {
            fabric.announced(announce.frames());
            wakefulRounds = announce.frames().length == 0 ? wakefulRounds : WAKEFUL_ROUNDS;
            return announce(announce.frames());
        } else if (word instanceof ControlWord.Reset) {
            return ends.reset();
        }
        throw new IllegalArgumentException("unknown control word " + word);
    }

    private boolean vfFailed(ControlWord.VfFailed failed) {
        if (ends.path() != DataPath.VF || !ends.isAttached(failed.vf(), failed.generation())) {
            return false;
        }
        fallBack();
        return true;
    }

    /** The daemon's own frames, not the master's: they appear in no counter. */
    private boolean announce(byte[][] frames) {
        return announcer.send(frames, ends.port(ends.path()));
    }
}
