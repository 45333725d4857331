package io.netvscd.journal.vocabulary;

/** What an owner is told. Time is told too: a {@link TimerFired}. */
public sealed interface Input permits ChannelInput, WatcherInput, VfInput, MasterInput, TimerFired {
    /** Whether frames may have to leave a VF because of this. */
    default boolean callsForSafety() {
        return false;
    }
}
