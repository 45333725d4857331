package io.netvscd.replay.replay;

import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.Port;
import io.netvscd.replay.blackbox.KeptFrame;
import java.util.function.LongPredicate;

/**
 * One end of a replayed NIC: gives the frames that a black box kept, where it kept any, and frames made from counters for the others:
 * as many, with as many octets in all. Takes what it is told to. A frame's cookie is its name in the black box.
 */
public final class ReplayPort implements Port {
    private static final LongPredicate ALL = name -> true;

    private final String name;
    private final FrameMemory memory;
    private Interval.Stretch stretch = Interval.NOTHING.stretch(BlackBoxFrame.Ring.MASTER);
    private int nextKept;
    private long lastNumber;
    private long unnumbered;
    private long framesToGive;
    private long unknownToGive;
    private long unknownBytes;
    private int burstFramesMax = NetvscDatapath.BURST_FRAMES;
    private LongPredicate takes = ALL;
    private Health whenFull = Health.BUSY;

    /** A port for frames of which nothing is known but how many they are and how long. */
    public ReplayPort(String name) {
        this(name, FrameMemory.BLANK);
    }

    ReplayPort(String name, FrameMemory memory) {
        this.name = name;
        this.memory = memory;
    }

    /**
     * The next frames to be given are these, as far as they go.
     *
     * @param skipped    as many of them, of which none was kept, are never given
     * @param unnumbered as many others come before them
     */
    void expect(Interval.Stretch next, long skipped, long unnumbered) {
        stretch = next;
        lastNumber = next.after() + skipped;
        this.unnumbered = unnumbered;
        nextKept = 0;
    }

    /** From now on these frames arrive here; false where those that were kept do not have as many octets. */
    public boolean give(long frames, long bytes) {
        long from = lastNumber + Math.max(0, framesToGive - unnumbered);
        long to = lastNumber + Math.max(0, framesToGive + frames - unnumbered);
        long known = 0;
        long knownBytes = 0;
        for (KeptFrame kept : stretch.kept()) {
            BlackBoxFrame frame = kept.frame();
            if (frame.number() > from && frame.number() <= to) {
                known++;
                knownBytes += frame.length();
            }
        }
        framesToGive += frames;
        unknownToGive += frames - known;
        unknownBytes += bytes - knownBytes;
        boolean fits = unknownToGive == 0 ? unknownBytes == 0 : unknownBytes >= 0;
        unknownBytes = fits ? unknownBytes : 0;
        return fits;
    }

    /** Forgets the frames that have not been received; returns how many. */
    public long discard() {
        long left = framesToGive;
        framesToGive = 0;
        unknownToGive = 0;
        unknownBytes = 0;
        return left;
    }

    /** Gives bursts of one frame from now on, or whole ones: what a port refuses takes the rest of its burst along. */
    void giveOneByOne(boolean single) {
        burstFramesMax = single ? 1 : NetvscDatapath.BURST_FRAMES;
    }

    /** Takes only these frames, by their names, and is then busy or failed. */
    public void take(LongPredicate which, Health then) {
        takes = which;
        whenFull = then;
    }

    /** Takes nothing. */
    void refuse(Health then) {
        take(frame -> false, then);
    }

    /** Takes whatever comes. */
    void takeAll() {
        take(ALL, Health.BUSY);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int receive(Burst burst) {
        burst.size = 0;
        int most = Math.min(burst.capacity(), burstFramesMax);
        while (framesToGive > 0 && burst.size < most) {
            framesToGive--;
            if (unnumbered > 0) {
                unnumbered--;
                burst.add(memory.address(burst.size), madeFrame(), Interval.UNKNOWN);
            } else {
                addNumbered(burst);
            }
        }
        return burst.size;
    }

    private void addNumbered(Burst burst) {
        lastNumber++;
        boolean isKept = nextKept < stretch.kept().size() && number(nextKept) == lastNumber;
        long frame = lastNumber <= stretch.last() ? Interval.name(stretch.ring(), lastNumber) : Interval.UNKNOWN;
        burst.add(memory.address(burst.size), isKept ? keptFrame(burst.size) : madeFrame(), frame);
    }

    private int keptFrame(int slot) {
        BlackBoxFrame frame = stretch.kept().get(nextKept++).frame();
        memory.write(slot, frame.octets());
        return Math.min(frame.length(), FrameMemory.FRAME_BYTES_MAX);
    }

    private int madeFrame() {
        long length = Math.min(FrameMemory.FRAME_BYTES_MAX, (unknownBytes + unknownToGive - 1) / unknownToGive);
        unknownToGive--;
        unknownBytes -= length;
        return (int) length;
    }

    private long number(int index) {
        return stretch.kept().get(index).frame().number();
    }

    @Override
    public void release(Burst burst) {
        // Every burst is the same memory: there is nothing to give back.
    }

    @Override
    public int send(Burst burst, int from) {
        if (takes == ALL) {
            return burst.size - from;
        }
        int taken = 0;
        while (from + taken < burst.size && takes.test(burst.cookie[from + taken])) {
            taken++;
        }
        return taken;
    }

    @Override
    public Health health() {
        return whenFull;
    }

    @Override
    public int fileDescriptor() {
        return -1;
    }

    @Override
    public void close() {
        refuse(Health.FAILED);
    }
}
