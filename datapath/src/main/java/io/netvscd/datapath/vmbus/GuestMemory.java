package io.netvscd.datapath.vmbus;

/**
 * Memory of the guest's that its host can read where it lies: pages that stay where they are, each known to the host by
 * its frame number.
 */
public interface GuestMemory {
    /** Octets of a page, whatever the guest's own page size. */
    int PAGE_BYTES = 4096;

    /** Of the first octet; page-aligned. */
    long address();

    /** A multiple of {@link #PAGE_BYTES}. */
    int bytes();

    /** The frame number of a page, counted from 0. */
    long pageFrameNumber(int page);
}
