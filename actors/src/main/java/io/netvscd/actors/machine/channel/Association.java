package io.netvscd.actors.machine.channel;

/** The last message 128 of this incarnation, as it came. */
record Association(boolean allocated, int serial) {
}
