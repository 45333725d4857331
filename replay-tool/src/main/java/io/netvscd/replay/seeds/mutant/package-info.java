/**
 * Daemons that are broken on purpose, each in one way that a kernel, a driver or a daemon has been broken in: the
 * simulation has to find every one of them.
 */
package io.netvscd.replay.seeds.mutant;
