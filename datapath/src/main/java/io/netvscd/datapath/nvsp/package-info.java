/**
 * The network virtual service protocol of a netvsc channel: one record for each message, and the codec between them and
 * the octets of a VMBus packet. All fields are little-endian; offsets count octets from the start of the message.
 */
package io.netvscd.datapath.nvsp;
