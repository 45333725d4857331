/**
 * The values that every floor above speaks of: addresses, data paths, counters, checkpoints.
 */
package io.netvscd.datapath;
