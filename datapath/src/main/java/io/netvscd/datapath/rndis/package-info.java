/**
 * Control messages of Remote NDIS as a netvsc channel carries them: one record for each, and the codec between them and
 * octets. All fields are little-endian; an offset field counts from octet 8, whatever the message. Data packets have
 * classes of their own.
 */
package io.netvscd.datapath.rndis;
