package io.netvscd.datapath.uio;

/**
 * What binding or unbinding came to.
 *
 * @param instance of the device
 * @param changed  false when it was so already
 * @param driver   that it is bound to now
 * @param netdev   bound: the kernel interface that it was; unbound: the one that it is now; empty where there is none
 * @param uio      bound: its device file's name; else empty
 */
public record BindingChange(String instance, boolean changed, String driver, String netdev, String uio) {
}
