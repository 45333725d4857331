package io.netvscd.replay.scenario;

/** The journal's disk fails, or works again. */
public record JournalStep(Verb verb) implements Step {
    /** The two states of the disk. */
    public enum Verb {
        /** Every write fails from now on. */
        FAIL,
        OK
    }

    @Override
    public String words() {
        return "journal = " + Step.word(verb);
    }
}
