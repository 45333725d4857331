/**
 * Where decisions become deeds: one edge for each concern (other owners, the datapath, the channel, the kernel), found by the type of the
 * action. An edge never blocks the owner that acts; what becomes of a deed comes back as an input.
 */
package io.netvscd.actors.edge;
