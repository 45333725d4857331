/**
 * A NIC, its host, its devices and its daemon on virtual time: the real machines, the real forwarding core and the
 * embedded host, with everything around them simulated. The same scenario gives the same transitions, always.
 */
package io.netvscd.replay.sim;
