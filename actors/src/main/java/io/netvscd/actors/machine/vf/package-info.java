/**
 * The machine of a virtual function: it is configured as its master is, says how fit it is to carry, and goes without
 * loss when it announces that it goes.
 */
package io.netvscd.actors.machine.vf;
