package io.netvscd.journal.vocabulary;

/** What became true of a virtual function. */
public sealed interface VfEvent extends Event {
    record Appeared(long generation, Netdev netdev, long takeoverDelayMs) implements VfEvent {
    }

    /** Slave of the master; the takeover delay runs. */
    record Joined(VfSettings settings) implements VfEvent {
    }

    /** The takeover delay is over and the settings have been ordered. */
    record TakenOver() implements VfEvent {
    }

    record NetdevChanged(Netdev netdev) implements VfEvent {
    }

    record SettingsChanged(VfSettings settings) implements VfEvent {
    }

    record SettingRefused(NetdevSetting setting, int errno) implements VfEvent {
    }

    record SettingTaken(NetdevSetting setting) implements VfEvent {
    }

    /** It is not as its master, and nobody's refusal says why: a look at it is due. */
    record DifferenceNoted() implements VfEvent {
    }

    /** It was still not as its master when it was looked at, and was set so again. */
    record SetAgain(int times) implements VfEvent {
    }

    /** Someone sets it otherwise again and again: it is left so. */
    record LeftDifferent() implements VfEvent {
    }

    /** It is as its master again, and has stayed so for a while where that had to be brought about. */
    record DifferenceEnded() implements VfEvent {
    }

    /** What the master was last told about its fitness. */
    record ReadinessNoted(boolean ready, String why) implements VfEvent {
    }

    record Carrying() implements VfEvent {
    }

    record CarryingEnded() implements VfEvent {
    }

    record DepartureBegun(String why) implements VfEvent {
    }

    record ServiceNoted(ServiceState state) implements VfEvent {
    }

    record WarningRaised(String warning) implements VfEvent {
    }

    record WarningCleared(String warning) implements VfEvent {
    }

    /** An ordinary netdev again. */
    record Dismissed() implements VfEvent {
    }

    record Vanished() implements VfEvent {
    }
}
