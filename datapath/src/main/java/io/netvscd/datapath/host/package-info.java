/**
 * The host's side of a network channel: the embedded Hyper-V host. {@link io.netvscd.datapath.host.HostMachine}
 * decides, from a state of its own that owes nothing to the guest's; {@link io.netvscd.datapath.host.EmbeddedHost}
 * reads and writes the rings and moves the frames.
 */
package io.netvscd.datapath.host;
