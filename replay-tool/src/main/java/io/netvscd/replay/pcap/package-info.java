/** Frames of the black boxes and messages of the journal as a capture file that network tools read. */
package io.netvscd.replay.pcap;
