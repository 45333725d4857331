package io.netvscd.actors.demo;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Pollable;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.agrona.UnsafeApi;

/**
 * The guest's application: sends numbered frames at a steady rate and takes note of each one that comes back. One
 * thread turns it;
 * the figures may be read by others and are exact once traffic has come to rest.
 */
final class NumberedTraffic implements Pollable {
    /** IEEE 802 local experimental: nobody mistakes these frames for anything. */
    private static final short ETHERTYPE = (short) 0x88b5;
    private static final int NUMBER_OFFSET = 14;
    private static final int FRAMES_A_BATCH = 10;

    private final MemoryPort port;
    private final long batchIntervalNs;
    private final byte[] frame;
    private final ByteBuffer fields;
    private final Burst arrived = new Burst(64);
    private final BitSet back = new BitSet();
    private boolean sending;
    private long nextBatchNs;
    private int unsentOfBatch;
    private volatile int sent;
    private volatile int returned;
    private volatile int duplicates;
    private volatile int highestBack = -1;
    private volatile int reordered;

    NumberedTraffic(MemoryPort port, MacAddress from, MacAddress to, int frameBytes, int framesPerSecond) {
        this.port = port;
        batchIntervalNs = 1_000_000_000L * FRAMES_A_BATCH / framesPerSecond;
        frame = new byte[frameBytes];
        fields = ByteBuffer.wrap(frame).put(to.octets()).put(from.octets()).putShort(ETHERTYPE);
    }

    /** To be called on the thread that turns it. */
    void send(boolean on) {
        sending = on;
        nextBatchNs = 0;
    }

    @Override
    public int poll(long nowNs) {
        int work = takeReturned();
        if (!sending && unsentOfBatch == 0) {
            return work;
        }
        if (sending && nowNs >= nextBatchNs) {
            nextBatchNs = nextBatchNs == 0 ? nowNs + batchIntervalNs : nextBatchNs + batchIntervalNs;
            unsentOfBatch += FRAMES_A_BATCH;
        }
        while (unsentOfBatch > 0) {
            fields.putLong(NUMBER_OFFSET, sent);
            if (!port.send(frame)) {
                break;
            }
            sent++;
            unsentOfBatch--;
            work++;
        }
        return work;
    }

    @Override
    public long deadlineNs() {
        return sending ? nextBatchNs : Long.MAX_VALUE;
    }

    private int takeReturned() {
        int frames = port.receive(arrived);
        for (int i = 0; i < frames; i++) {
            int number = (int) Long.reverseBytes(UnsafeApi.getLong(arrived.address[i] + NUMBER_OFFSET));
            if (back.get(number)) {
                duplicates++;
            } else {
                back.set(number);
                returned++;
            }
            if (number < highestBack) {
                reordered++;
            }
            highestBack = Math.max(highestBack, number);
        }
        port.release(arrived);
        return frames;
    }

    int sent() {
        return sent;
    }

    /** The first frame after the newest one that is back: what was sent and is not back yet begins here. */
    int firstUnderWay() {
        return highestBack + 1;
    }

    int returned() {
        return returned;
    }

    /** How many of the numbers {@code from .. to - 1} have not come back; traffic must be at rest. */
    int missing(int from, int to) {
        return to - from - back.get(from, to).cardinality();
    }

    int duplicates() {
        return duplicates;
    }

    int reordered() {
        return reordered;
    }
}
