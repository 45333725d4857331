package io.netvscd.journal.vocabulary;

/** What an RNDIS status indication says of the link. */
public enum LinkChange {
    UP,
    DOWN,
    /** The network behind it may be another one: down, and up again two seconds later. */
    NETWORK_CHANGE
}
