package io.netvscd.replay.scenario;

/**
 * Something happens to the daemon.
 *
 * @param afterTurns of {@code crash}: it dies in so many turns of its owners from now, 0 at once
 * @param when       of {@code crash}: where in that turn
 */
public record DaemonStep(Verb verb, int afterTurns, Point when) implements Step {
    /** What can happen to it. */
    public enum Verb {
        /** Killed without a word. */
        CRASH,
        START,
        STOP,
        /** It gets no processor time; the host and the kernel go on. */
        PAUSE,
        RESUME
    }

    /** Moments of a turn. */
    public enum Point {
        /** It is decided and what is urgent is done; it is not written. */
        DECIDED,
        /** It is written; what can wait is not done. */
        WRITTEN,
        /** The first of what can wait is done. */
        ACTING
    }

    /** It happens at once. */
    public DaemonStep(Verb verb) {
        this(verb, 0, Point.WRITTEN);
    }

    @Override
    public String words() {
        return "daemon = " + Step.word(verb);
    }
}
