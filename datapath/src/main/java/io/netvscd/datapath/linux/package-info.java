/**
 * The Linux machine under the datapath: system calls, the TAP that a NIC is to the rest of the system, a netdev through
 * a packet socket, and the loop that sleeps until one of them has work. x86-64 and AArch64, which share every constant
 * used here.
 */
package io.netvscd.datapath.linux;
