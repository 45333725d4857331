/**
 * The pure machines: what each owner decides. No clock, no I/O, no randomness, no Akka. The actors, the replay and the simulator
 * are three shells around them.
 */
package io.netvscd.actors.machine;
