/**
 * The kernel's lane to a VF: frames pass the forwarding core by, handed from device to device by rules of the kernel's traffic
 * control, and what is left to do here is to open and close their way and to count them.
 */
package io.netvscd.datapath.lane;
