package io.netvscd.actors.machine.channel;

/** A SET of the packet filter that the host has not answered. */
record FilterRequest(long id, int filter) {
}
