package io.netvscd.actors.daemon;

import io.netvscd.datapath.netlink.LinkMessage;

/** Hears of every device; on the monitor's thread. */
interface LinkWatch {
    /** A device is there, or has changed. */
    void seen(LinkMessage link);

    /** A device is gone. */
    void gone(int ifindex);

    /** A device is there and carries nothing: its function has lost its driver, or has an error. */
    default void failed(int ifindex) {
    }
}
