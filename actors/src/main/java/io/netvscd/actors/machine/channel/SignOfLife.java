package io.netvscd.actors.machine.channel;

/**
 * The host has been asked whether it is there.
 *
 * @param id      of the message
 * @param byQuery it was a query, which every host answers, and not a keepalive
 */
record SignOfLife(long id, boolean byQuery) {
}
