package io.netvscd.replay.scenario;

/**
 * The wall clock is set; no timer follows it.
 *
 * @param byNs how far
 */
public record ClockStep(Verb verb, long byNs) implements Step {
    /** In which direction. */
    public enum Verb {
        FORWARD,
        BACK
    }

    @Override
    public String words() {
        return "clock = " + Step.word(verb);
    }
}
