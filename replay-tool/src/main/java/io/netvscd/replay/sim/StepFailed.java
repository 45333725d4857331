package io.netvscd.replay.sim;

/** A step of a scenario that cannot be carried out: the scenario is wrong, or asks for what is not there. */
public final class StepFailed extends RuntimeException {
    public StepFailed(String message) {
        super(message);
    }
}
