package io.netvscd.datapath.nvsp;

/** Octets that are no NVSP message. The text says what is wrong and where. */
public final class NvspMalformed extends Exception {
    private final int offset;

    /**
     * Names the fault.
     *
     * @param offset of the first octet of the field that is wrong or missing, from the start of the message
     */
    public NvspMalformed(int offset, String what) {
        super("NVSP, offset " + offset + ": " + what);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
