package io.netvscd.actors.machine.master;

/**
 * The synthetic side: the channel, or the netdev that stands in for it.
 *
 * @param allocated the host has associated a VF with this incarnation (NVSP 128)
 * @param serial    of the VF that the latest association named
 */
record Synthetic(long incarnation, boolean open, String nvsp, boolean linkUp, boolean allocated, int serial) {
    static final Synthetic NONE = new Synthetic(0, false, "", true, false, 0);

    static Synthetic opened(long incarnation, String nvsp, boolean linkUp) {
        return new Synthetic(incarnation, true, nvsp, linkUp, false, 0);
    }

    /** An association ends with the channel that told of it. */
    Synthetic closed() {
        return new Synthetic(incarnation, false, nvsp, linkUp, false, serial);
    }

    Synthetic link(boolean up) {
        return new Synthetic(incarnation, open, nvsp, up, allocated, serial);
    }

    /** The slot of the VF that the latest association named: slots are named by serial. */
    String slot() {
        return Integer.toUnsignedString(serial);
    }

    /** Whether the host has associated the VF in this slot. */
    boolean hasAssociated(String inSlot) {
        return allocated && inSlot.equals(slot());
    }

    Synthetic associated(boolean nowAllocated, int nowSerial) {
        return new Synthetic(incarnation, open, nvsp, linkUp, nowAllocated, nowSerial);
    }
}
