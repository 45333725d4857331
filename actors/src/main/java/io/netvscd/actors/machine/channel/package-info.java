/**
 * The machine that owns a VMBus channel: it negotiates NVSP and RNDIS, hears of associations and of the link, and holds
 * the host to its answer when the data path is to be switched.
 */
package io.netvscd.actors.machine.channel;
