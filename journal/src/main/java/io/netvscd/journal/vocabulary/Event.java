package io.netvscd.journal.vocabulary;

/** A fact that changes an owner's state. */
public sealed interface Event permits ChannelEvent, WatcherEvent, VfEvent, MasterEvent {
}
