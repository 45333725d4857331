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
