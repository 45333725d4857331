package io.netvscd.actors.machine.watcher;

/** The phases of the watcher. */
public enum WatcherPhase {
    /** Nothing is watched. */
    STOPPED,
    /** The watch has begun, and the first dump has not been answered yet. */
    DUMPING,
    /** What is known is what the kernel last said. */
    WATCHING,
    /** Messages may have been missed: a dump was asked for, to be compared with what is known. */
    RESYNCING
}
