package io.netvscd.tests.bench.datapath;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.blackbox.BlackBox;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.port.Burst;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A black box that records in some slices of a run and not in others, and the processor time of the datapath's thread in each: two
 * neighbours have the same ports, the same traffic and the same machine. Slices come as off, on, on, off, so that what drifts falls on both.
 */
final class AlternatingBox implements FrameWitness {
    /** As the daemon's. */
    private static final int SLOTS = 8192;
    /** More than a run of an hour has. */
    private static final int SLICES_MAX = 1 << 16;
    /** A multiple of four. */
    private static final int WARM_UP_SLICES = 40;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final FrameWitness box;
    private final int sliceFrames;
    private final long[] tookNs = new long[SLICES_MAX];
    private final int[] frames = new int[SLICES_MAX];
    private boolean records;
    private int counted;
    private long begunNs;
    private volatile int slices;

    private AlternatingBox(FrameWitness box, int sliceFrames) {
        this.box = box;
        this.sliceFrames = sliceFrames;
    }

    /**
     * With a black box of the daemon's size.
     *
     * @param sliceFrames frames in each slice, or a few more
     */
    static AlternatingBox of(Path file, int sliceFrames) throws IOException {
        return new AlternatingBox(BlackBox.create(file, "eth0", 1, SLOTS, new AtomicLong(1)::get), sliceFrames);
    }

    private static boolean recordsIn(int slice) {
        return (slice & 3) == 1 || (slice & 3) == 2;
    }

    @Override
    public void left(Burst burst, int from, int to, DataPath path) {
        if (records) {
            box.left(burst, from, to, path);
        }
        count(to - from);
    }

    @Override
    public void foundNoWay(Burst burst, int from, int to) {
        if (records) {
            box.foundNoWay(burst, from, to);
        }
    }

    @Override
    public void arrived(Burst burst, DataPath path, int delivered) {
        if (records) {
            box.arrived(burst, path, delivered);
        }
        count(burst.size);
    }

    @Override
    public void fellBack(Checkpoint checkpoint) {
        box.fellBack(checkpoint);
    }

    @Override
    public void obeyed(Checkpoint checkpoint) {
        box.obeyed(checkpoint);
    }

    private void count(int more) {
        counted += more;
        if (counted >= sliceFrames && slices < SLICES_MAX) {
            endSlice();
        }
    }

    private void endSlice() {
        long nowNs = threads.getCurrentThreadCpuTime();
        int slice = slices;
        tookNs[slice] = nowNs - begunNs;
        frames[slice] = counted;
        slices = slice + 1;
        records = recordsIn(slice + 1);
        counted = 0;
        begunNs = nowNs;
    }

    /**
     * Processor time a frame of each slice so far, in ns: first that of a slice without the box, then that of its neighbour with it. The
     * first slices, in which code is compiled, are left out.
     */
    List<double[]> pairs() {
        List<double[]> pairs = new ArrayList<>();
        for (int slice = WARM_UP_SLICES; slice + 1 < slices; slice += 2) {
            double first = (double) tookNs[slice] / frames[slice];
            double second = (double) tookNs[slice + 1] / frames[slice + 1];
            pairs.add(recordsIn(slice) ? new double[] {second, first} : new double[] {first, second});
        }
        return pairs;
    }
}
