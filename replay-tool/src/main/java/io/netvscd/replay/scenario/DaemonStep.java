package io.netvscd.replay.scenario;

import io.netvscd.journal.vocabulary.OwnerId;

/**
 * Something happens to the daemon.
 *
 * @param afterTurns of {@code crash}: it dies in so many turns of its owners from now, 0 at once; of {@code restart}: of that owner's turns
 * @param when       of {@code crash} and {@code restart}: where in that turn
 * @param owner      of {@code restart}: which owner of the step's NIC, null for other verbs
 * @param name       of {@code restart} of a VF's owner: the VF's netdev
 */
public record DaemonStep(Verb verb, int afterTurns, Point when, OwnerId.Kind owner, String name) implements Step {
    /** What can happen to it. */
    public enum Verb {
        /** Killed without a word. */
        CRASH,
        START,
        STOP,
        /** It gets no processor time; the host and the kernel go on. */
        PAUSE,
        RESUME,
        /** The shell of one owner fails, and goes on from what the journal has of it. */
        RESTART
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

    /** It happens in a turn that is to come. */
    public DaemonStep(Verb verb, int afterTurns, Point when) {
        this(verb, afterTurns, when, null, "");
    }

    /** Whether it is the master or the channel of its NIC that is restarted. */
    public boolean restartsNic() {
        return owner == OwnerId.Kind.MASTER || owner == OwnerId.Kind.CHANNEL;
    }

    @Override
    public String words() {
        return "daemon = " + Step.word(verb);
    }
}
