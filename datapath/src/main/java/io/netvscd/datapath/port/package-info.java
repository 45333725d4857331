/**
 * The only door for frames: {@link io.netvscd.datapath.port.Port}, the burst it fills and drains, and the port that lives in memory.
 */
package io.netvscd.datapath.port;
