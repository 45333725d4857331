/**
 * VMBus as both ends see it: one direction of a ring, its producer and consumer, packet framing, the shared memory of
 * one channel incarnation, and the guest's port over it. Multi-byte fields are little-endian, the order of every
 * machine that Hyper-V runs on.
 */
package io.netvscd.datapath.vmbus;
