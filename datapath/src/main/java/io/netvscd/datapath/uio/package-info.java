/**
 * A real Hyper-V host's channel in user space: the netvsc device in sysfs, its binding to {@code uio_hv_generic} and
 * back, its rings, buffers and interrupts through {@code /dev/uioN}, and the rings of its sub-channels.
 */
package io.netvscd.datapath.uio;
