package io.netvscd.replay.scenario;

/** Something happens to the daemon. */
public record DaemonStep(Verb verb) implements Step {
    /** What can happen to it. */
    public enum Verb {
        /** Killed without a word. */
        CRASH,
        START,
        STOP
    }

    @Override
    public String words() {
        return "daemon = " + Step.word(verb);
    }
}
