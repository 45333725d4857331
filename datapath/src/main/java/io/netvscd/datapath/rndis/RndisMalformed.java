package io.netvscd.datapath.rndis;

/** Octets that are no RNDIS control message. The text says what is wrong and where. */
public final class RndisMalformed extends Exception {
    private final int offset;

    /**
     * Names the fault.
     *
     * @param offset of the first octet of the field that is wrong or missing, from the start of the message
     */
    public RndisMalformed(int offset, String what) {
        super("RNDIS, offset " + offset + ": " + what);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
