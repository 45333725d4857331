package io.netvscd.datapath.uio;

import java.io.InterruptedIOException;

/** Waits between two looks at something that the kernel does in its own time. */
@FunctionalInterface
public interface Patience {
    /**
     * Waits a little.
     *
     * @param looks already taken
     * @return false when it is not worth another one
     */
    boolean wait(int looks) throws InterruptedIOException;

    /** Looks this often, this far apart. */
    static Patience of(int looksMax, long pauseMs) {
        return looks -> {
            if (looks >= looksMax) {
                return false;
            }
            try {
                Thread.sleep(pauseMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the kernel");
            }
            return true;
        };
    }
}
