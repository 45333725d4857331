package io.netvscd.journal.store;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.vocabulary.JournalGap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What waits for the writer, bounded in memory. While the disk is well, whoever writes faster than it waits. While it is in trouble
 * nobody waits: what fits is kept and acknowledged as volatile, the rest is counted as lost until the queue has reached the disk.
 *
 * <p>Whoever offers something while nobody writes is told to have it written; what comes meanwhile goes with the next group.
 */
final class WriteQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final List<Pending> inFlight = new ArrayList<>();
    private final Map<String, Long> highest;
    private final StoreOptions options;

    private long weightBytes;
    private long lostTotal;
    private Loss loss;
    private String trouble = "";
    /** Octets that may be taken in before room has been made for more. */
    private long allowance = Long.MAX_VALUE;
    private Runnable allowanceUsed = () -> { };
    /** Whether somebody takes what waits, and will look again before it ends. */
    private boolean writing;
    private boolean closed;

    /** @param highest the highest sequence number by persistence id, kept up to date here */
    WriteQueue(StoreOptions options, Map<String, Long> highest) {
        this.options = options;
        this.highest = new ConcurrentHashMap<>(highest);
    }

    /**
     * Takes a write in; its acknowledgement is completed at once where the disk is in trouble.
     *
     * @return whether nobody writes, so that a writer must begin
     */
    boolean offer(Pending pending) {
        Ack ack;
        boolean begins;
        lock.lock();
        try {
            ack = admit(pending);
            begins = !writing && !waiting.isEmpty();
            writing |= begins;
        } finally {
            lock.unlock();
        }
        if (ack != null) {
            pending.ack().complete(ack);
        }
        return begins;
    }

    private Ack admit(Pending pending) {
        long weight = pending.weightBytes();
        while (!closed && trouble.isEmpty() && weightBytes > 0 && weightBytes + weight > options.queueBytes()) {
            changed.awaitUninterruptibly();
        }
        awaitAllowance(pending);
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        checkNumbers(pending.entries());
        for (Entry entry : pending.entries()) {
            highest.put(entry.persistenceId(), entry.sequenceNr());
            if (entry.isGap()) {
                for (JournalGap.LostRecords lost : JournalCodec.decodeGap(entry.payload()).lost()) {
                    highest.merge(lost.owner(), lost.firstSequenceNr() + lost.count() - 1, Math::max);
                }
            }
        }
        boolean full = !trouble.isEmpty() && (loss != null || weightBytes + weight > options.queueBytes());
        if (full && !pending.entries().isEmpty()) {
            loss = loss == null ? new Loss(trouble) : loss;
            loss.add(pending.entries());
            lostTotal += pending.entries().size();
        }
        if (full) {
            return Ack.LOST;
        }
        waiting.add(pending);
        weightBytes += weight;
        return trouble.isEmpty() ? null : Ack.VOLATILE;
    }

    /**
     * Whoever writes faster than retention makes room waits for it, as long as for a disk that stalls and no longer. What has no records, as
     * retention's own, never waits.
     */
    private void awaitAllowance(Pending pending) {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(options.stallMs());
        try {
            while (!closed && trouble.isEmpty() && allowance <= 0 && !pending.entries().isEmpty() && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (allowance != Long.MAX_VALUE) {
            for (byte[] octets : pending.octets()) {
                allowance -= octets.length;
            }
            if (allowance <= 0) {
                allowanceUsed.run();
            }
        }
    }

    /**
     * So much may be taken in from now on.
     *
     * @param used called when it has been, by whoever used it, and again by everybody after that
     */
    void allow(long bytes, Runnable used) {
        lock.lock();
        try {
            allowance = bytes;
            allowanceUsed = used;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A wrong number on disk would stop the owner's next recovery, so it does not get there. */
    private void checkNumbers(List<Entry> entries) {
        Map<String, Long> last = new HashMap<>();
        for (Entry entry : entries) {
            String owner = entry.persistenceId();
            long before = last.getOrDefault(owner, highestSequenceNr(owner));
            if (entry.sequenceNr() != before + 1) {
                throw new IllegalArgumentException("sequence number " + entry.sequenceNr() + " of " + owner + " cannot follow " + before);
            }
            last.put(owner, entry.sequenceNr());
        }
    }

    /** Takes as many writes as go into one commit; empty where none waits: whoever writes ends with that. */
    List<Pending> take() {
        lock.lock();
        try {
            long batch = 0;
            while (!waiting.isEmpty() && (inFlight.isEmpty() || batch + waiting.peek().weightBytes() <= options.batchBytes())) {
                batch += waiting.peek().weightBytes();
                inFlight.add(waiting.poll());
            }
            if (inFlight.isEmpty()) {
                end();
            }
            return List.copyOf(inFlight);
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        writing = false;
        changed.signalAll();
    }

    /** Whoever writes gives up, and nobody else will write. */
    void abandon() {
        lock.lock();
        try {
            closed = true;
            end();
        } finally {
            lock.unlock();
        }
    }

    /** What was taken is on disk. */
    void settle() {
        List<Pending> settled;
        lock.lock();
        try {
            settled = List.copyOf(inFlight);
            inFlight.clear();
            for (Pending pending : settled) {
                weightBytes -= pending.weightBytes();
            }
            if (waiting.isEmpty() && loss != null) {
                long sequenceNr = highestSequenceNr(JournalGap.OWNER) + 1;
                highest.put(JournalGap.OWNER, sequenceNr);
                Pending gap = Pending.of(List.of(loss.toEntry(sequenceNr)));
                waiting.add(gap);
                weightBytes += gap.weightBytes();
                loss = null;
            } else if (waiting.isEmpty()) {
                trouble = "";
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        settled.forEach(pending -> pending.ack().complete(Ack.DURABLE));
    }

    /** A write takes too long: nobody waits for it any longer. */
    void declareStall(String what) {
        declare(what, false);
    }

    /** A write has failed: nobody waits for the disk any longer. */
    void declareTrouble(String what) {
        declare(what, true);
    }

    private void declare(String what, boolean isNews) {
        List<Pending> released = new ArrayList<>();
        lock.lock();
        try {
            trouble = isNews || trouble.isEmpty() ? what : trouble;
            released.addAll(inFlight);
            released.addAll(waiting);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        released.forEach(pending -> pending.ack().complete(Ack.VOLATILE));
    }

    /** Lets whoever writes finish, and waits for that; nothing more is taken in. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (writing) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the queue is closed, at most so long. */
    boolean awaitClose(long timeoutMs) {
        lock.lock();
        try {
            long left = timeoutMs * 1_000_000;
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    long highestSequenceNr(String persistenceId) {
        return highest.getOrDefault(persistenceId, 0L);
    }

    /** Shows what is not on disk yet, in order, while nothing moves. */
    void visitUnwritten(Consumer<Entry> visitor) {
        lock.lock();
        try {
            inFlight.forEach(pending -> pending.entries().forEach(visitor));
            waiting.forEach(pending -> pending.entries().forEach(visitor));
        } finally {
            lock.unlock();
        }
    }

    /** What is lost and not on disk as a gap yet. */
    List<JournalGap> unwrittenGaps() {
        List<JournalGap> gaps = new ArrayList<>();
        lock.lock();
        try {
            visitUnwritten(entry -> {
                if (entry.isGap()) {
                    gaps.add(JournalCodec.decodeGap(entry.payload()));
                }
            });
            if (loss != null) {
                gaps.add(loss.toGap());
            }
        } finally {
            lock.unlock();
        }
        return gaps;
    }

    /** The state of the queue, with what is known of the disk. */
    JournalHealth health(long gapsOnDisk, long records, long lastTick) {
        lock.lock();
        try {
            long queued = 0;
            for (Pending pending : inFlight) {
                queued += pending.entries().size();
            }
            for (Pending pending : waiting) {
                queued += pending.entries().size();
            }
            return new JournalHealth(trouble.isEmpty(), trouble, queued, lostTotal, gapsOnDisk + (loss == null ? 0 : 1), records,
                    lastTick, JournalHealth.Checked.NOTHING);
        } finally {
            lock.unlock();
        }
    }
}
