package io.netvscd.datapath.vmbus;

/** The packet types of a VMBus ring that a network channel carries, and the one flag that is defined. */
public final class PacketType {
    /** Data in-band: NVSP requests both ways. */
    public static final int IN_BAND = 0x6;
    /** Data using transfer pages: the payload lies in the receive buffer. */
    public static final int TRANSFER_PAGES = 0x7;
    /** Data using GPA direct: the payload lies in pages that the packet lists. */
    public static final int GPA_DIRECT = 0x9;
    /** A completion: its transaction id is that of the request. */
    public static final int COMPLETION = 0xb;
    /** The highest type that is defined at all. */
    public static final int LAST = 0xd;

    /** Flag: the sender wants a completion. All other bits must be zero. */
    public static final int COMPLETION_REQUESTED = 1;

    private PacketType() {
    }
}
