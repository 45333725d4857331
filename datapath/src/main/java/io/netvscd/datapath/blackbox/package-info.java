/**
 * The black box: a memory-mapped ring with the first octets of the last frames of every port, which outlives kill -9.
 */
package io.netvscd.datapath.blackbox;
