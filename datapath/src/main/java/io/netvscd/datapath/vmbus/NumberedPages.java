package io.netvscd.datapath.vmbus;

/** Guest memory in this process, its pages numbered by a host in this process. */
final class NumberedPages implements GuestMemory {
    /** Somewhere that no small number, a mistake, leads to. */
    private static final long FIRST_NUMBER = 0x10_0000;

    private final long address;
    private final int bytes;

    NumberedPages(long address, int bytes) {
        if (bytes % PAGE_BYTES != 0) {
            throw new IllegalArgumentException("guest memory is whole pages of 4096 octets: " + bytes);
        }
        this.address = address;
        this.bytes = bytes;
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public long pageFrameNumber(int page) {
        return FIRST_NUMBER + page;
    }

    /** The address of a page, or 0 where there is none of this number. */
    long find(long pageFrameNumber) {
        long page = pageFrameNumber - FIRST_NUMBER;
        return page < 0 || page >= bytes / PAGE_BYTES ? 0 : address + page * PAGE_BYTES;
    }
}
