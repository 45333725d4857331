package io.netvscd.replay.scenario;

import java.util.List;

/**
 * Something happens to the next input of a kind on its way to an owner.
 *
 * @param of   the input's type, {@code NetdevSeen}; empty for {@code clear}
 * @param byNs of {@code late}: how much later it comes; what follows it is not held back
 */
public record InputStep(Verb verb, String of, long byNs) implements Step {
    /** What happens to it. */
    public enum Verb {
        /** It is lost. */
        DROP,
        /** It comes twice. */
        TWICE,
        LATE,
        /** What was to happen and has not is forgotten, for all kinds. */
        CLEAR
    }

    /** Inputs that come from outside the owners. */
    public static final List<String> KINDS = List.of("NetdevSeen", "NetdevGone", "NetdevGoingDown", "PciAdded",
            "PciRemoved", "FunctionService", "AddressChanged", "WatcherOverrun", "NetdevDump", "VfNetdevResult",
            "HostMessage", "HostCompletion", "HostRndis", "TimerFired");

    @Override
    public String words() {
        return "input = " + Step.word(verb);
    }
}
