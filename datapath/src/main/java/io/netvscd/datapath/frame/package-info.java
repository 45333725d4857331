/** Frames that the daemon makes itself. */
package io.netvscd.datapath.frame;
