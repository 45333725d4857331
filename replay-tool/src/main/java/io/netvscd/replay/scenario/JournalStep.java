package io.netvscd.replay.scenario;

/** The journal's disk fails, answers no more, or works again. */
public record JournalStep(Verb verb) implements Step {
    /** The states of the disk. */
    public enum Verb {
        /** Every write fails from now on. */
        FAIL,
        /** No write is answered from now on; those that wait are once it is well again. */
        STALL,
        OK
    }

    @Override
    public String words() {
        return "journal = " + Step.word(verb);
    }
}
