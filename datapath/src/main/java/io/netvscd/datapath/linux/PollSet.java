package io.netvscd.datapath.linux;

import org.agrona.collections.Int2IntCounterMap;
import org.agrona.collections.Long2LongHashMap;

/**
 * The descriptors that a thread sleeps on, gathered anew before each sleep. A descriptor that reports an error time
 * after time (a device that is gone) is left out for a while instead of turning the sleep into a spin.
 */
public final class PollSet implements AutoCloseable {
    /** An error reported this many times in a row is one that nobody can clear. */
    private static final int ERRORS_MAX = 8;
    private static final long MUTED_NS = 100_000_000L;
    private static final int POLLFD_BYTES = 8;
    private static final int EVENTS = 4;
    private static final int RETURNED = 6;
    private static final int POLLIN = 0x1;
    private static final int POLLERR_HUP_NVAL = 0x38;
    private static final long NS_PER_S = 1_000_000_000L;

    private final Int2IntCounterMap errors = new Int2IntCounterMap(0);
    private final Long2LongHashMap mutedUntilNs = new Long2LongHashMap(Long.MIN_VALUE);
    private final NativeMemory timespec = new NativeMemory(2 * Long.BYTES);
    private NativeMemory entries = new NativeMemory(16 * POLLFD_BYTES);
    private int size;
    private long nowNs;
    private long timeoutNs;

    /** Begins a new set for a sleep of at most {@code timeoutNs}, {@link Long#MAX_VALUE} for as long as it takes. */
    public void begin(long now, long timeout) {
        nowNs = now;
        timeoutNs = timeout;
        size = 0;
    }

    /** Shortens the sleep. */
    public void limit(long timeout) {
        timeoutNs = Math.min(timeoutNs, timeout);
    }

    /** Adds a descriptor; its place in the set is the number of those added before. */
    public void add(int fd) {
        if ((size + 1) * POLLFD_BYTES > entries.bytes()) {
            grow();
        }
        long mutedNs = mutedUntilNs.containsKey(fd) ? mutedUntilNs.get(fd) - nowNs : 0;
        boolean muted = mutedNs > 0;
        if (muted) {
            limit(mutedNs);
        } else {
            mutedUntilNs.remove(fd);
        }
        entries.putInt(size * POLLFD_BYTES, muted ? ~fd : fd);
        entries.putShort(size * POLLFD_BYTES + EVENTS, POLLIN);
        entries.putShort(size * POLLFD_BYTES + RETURNED, 0);
        size++;
    }

    /** Descriptors in the set. */
    public int size() {
        return size;
    }

    /** Sleeps; returns how many descriptors have something to say. */
    public int await() {
        if (timeoutNs != Long.MAX_VALUE) {
            timespec.putLong(0, timeoutNs / NS_PER_S);
            timespec.putLong(Long.BYTES, timeoutNs % NS_PER_S);
        }
        int ready = Libc.ppoll(entries.address(), size, timeoutNs == Long.MAX_VALUE ? 0 : timespec.address());
        if (ready < 0) {
            // Interrupted by a signal, or out of memory: the same as having slept in vain.
            return 0;
        }
        for (int i = 0; i < size; i++) {
            int fd = entries.getInt(i * POLLFD_BYTES);
            if (fd >= 0) {
                count(fd, hasError(i));
            }
        }
        return ready;
    }

    /** Whether the descriptor at this place is readable. */
    public boolean isReadable(int place) {
        return (entries.getShort(place * POLLFD_BYTES + RETURNED) & POLLIN) != 0;
    }

    /** Whether the descriptor at this place reported an error. */
    public boolean hasError(int place) {
        return (entries.getShort(place * POLLFD_BYTES + RETURNED) & POLLERR_HUP_NVAL) != 0;
    }

    private void count(int fd, boolean error) {
        if (!error) {
            errors.remove(fd);
        } else if (errors.incrementAndGet(fd) >= ERRORS_MAX) {
            mutedUntilNs.put(fd, nowNs + MUTED_NS);
        }
    }

    private void grow() {
        NativeMemory larger = new NativeMemory(2 * entries.bytes());
        larger.putBytes(0, entries.getBytes(0, entries.bytes()));
        entries.close();
        entries = larger;
    }

    @Override
    public void close() {
        entries.close();
        timespec.close();
    }
}
