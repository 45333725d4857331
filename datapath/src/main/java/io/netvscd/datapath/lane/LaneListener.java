package io.netvscd.datapath.lane;

import java.io.IOException;

/** Hears of the kernel's lane, on its thread; must not block. */
public interface LaneListener {
    /** A device, of whatever sort, is down, without carrier or gone; heard before anybody else hears of it. */
    void failed(int ifindex);

    /** An order of a datapath has been carried out: its thread is to look. */
    void settled();

    /** The kernel refused an order. */
    void refused(IOException fault);
}
