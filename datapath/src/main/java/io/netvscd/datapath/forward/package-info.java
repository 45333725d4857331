/**
 * The forwarding core: joins one master port to the synthetic port and at most one VF port, and does nothing of its own accord
 * but fall back from a VF that fails. No actor, no journal, no clock, no log line.
 */
package io.netvscd.datapath.forward;
