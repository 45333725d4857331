package io.netvscd.datapath.blackbox;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the datapath did between two bursts, as the black box kept it, and how far its rings were then. The counters are frames; octets
 * are not kept.
 *
 * @param checkpoint with no octets
 * @param master     the number of the last frame before it in the master's ring; -1 where the box does not say
 * @param vf         the same of the VF's ring
 * @param synthetic  the same of the synthetic path's ring
 */
public record BlackBoxDecision(long number, long tick, Fate what, Checkpoint checkpoint, long master, long vf, long synthetic) {
    private static final long UNKNOWN = -1;

    /** Reads a record of the ring {@link Ring#DECISIONS}. */
    public static BlackBoxDecision of(BlackBoxFrame record) {
        ByteBuffer in = ByteBuffer.wrap(record.octets()).order(ByteOrder.LITTLE_ENDIAN);
        Checkpoint checkpoint = new Checkpoint(counters(in), counters(in), counters(in));
        return new BlackBoxDecision(record.number(), record.tick(), record.fate(), checkpoint, next(in), next(in), next(in));
    }

    /** Whether these are its counters, octets aside. */
    public boolean isAt(Checkpoint other) {
        return same(checkpoint.master(), other.master()) && same(checkpoint.vf(), other.vf())
                && same(checkpoint.synthetic(), other.synthetic());
    }

    /** The number of the last frame before it in a ring of frames, -1 where the box does not say. */
    public long last(Ring ring) {
        return switch (ring) {
            case MASTER -> master;
            case VF -> vf;
            case SYNTHETIC -> synthetic;
            case DECISIONS -> number;
        };
    }

    private static boolean same(PortCounters a, PortCounters b) {
        return a.txFrames() == b.txFrames() && a.rxFrames() == b.rxFrames() && a.dropped() == b.dropped();
    }

    private static PortCounters counters(ByteBuffer in) {
        return new PortCounters(next(in), 0, next(in), 0, next(in));
    }

    private static long next(ByteBuffer in) {
        return in.remaining() < Long.BYTES ? UNKNOWN : in.getLong();
    }
}
