package io.netvscd.journal.store;

/** What became of a write. */
public enum Ack {
    /** It is on disk and survives kill -9 and power loss. */
    DURABLE,
    /** The disk is in trouble: it waits in memory and is written when the disk is well again. */
    VOLATILE,
    /** The disk is in trouble and the memory full: it is counted, and a gap in the journal will say so. */
    LOST
}
