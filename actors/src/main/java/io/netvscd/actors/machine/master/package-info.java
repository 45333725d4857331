/**
 * The netvsc master of a NIC: whose VF is taken, which path is wished for, and how the two ends of the channel get there together.
 */
package io.netvscd.actors.machine.master;
