package io.netvscd.actors.daemon;

/** What is acted on before its owner has heard of it: signs that a VF carries nothing any more. On the monitor's thread. */
interface EarlySigns {
    /** The device is down, without carrier, or gone. */
    void failed(int ifindex);

    /** News was lost: any device may have failed. */
    void anyMayHaveFailed();
}
