package io.netvscd.datapath.port;

/**
 * One end that frames enter and leave by. A port is used by one thread, does not allocate per frame and never blocks.
 */
public interface Port extends AutoCloseable {
    /** How a {@link #send} that took less than the whole burst ended. */
    enum Health {
        /** The port works but can take no more just now: a full ring, a passing shortage of memory. */
        BUSY,
        /** The device is down or gone: nothing will leave here until it is opened again. */
        FAILED
    }

    /** What the port is, for messages: {@code tap eth0}, {@code packet vf0}, {@code vmbus eth0}. */
    String name();

    /** Fills {@code burst} (emptied first) with frames that have arrived, up to its capacity; returns how many. */
    int receive(Burst burst);

    /** Gives back the memory of the frames that the last {@link #receive} lent. */
    void release(Burst burst);

    /**
     * Sends the frames {@code from .. burst.size - 1} in order and returns how many were taken. When that is not all of them
     * {@link #health()} says why; the frames not taken are still the caller's.
     */
    int send(Burst burst, int from);

    /** Why the last {@link #send} stopped short, and whether the port is fit for use at all. */
    Health health();

    /** A file descriptor that polls readable when frames wait, or -1 where there is none. */
    int fileDescriptor();

    /**
     * Asks an idle port for its error state; called when its file descriptor reported an error. Clears what the kernel keeps
     * pending (SO_ERROR), so that a downed device does not make the waiting loop spin; {@link #health()} says what it was.
     */
    default void acknowledgeError() {
    }

    @Override
    void close();
}
