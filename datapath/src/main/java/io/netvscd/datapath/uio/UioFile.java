package io.netvscd.datapath.uio;

import java.io.IOException;

/** An open device file of {@code uio_hv_generic}. The system calls give what they gave, or a negated error number. */
public interface UioFile extends AutoCloseable {
    /** Polls readable when an interrupt has come since the last {@link #read}, and when the device is gone. */
    int descriptor();

    /** Maps one of the device's maps whole, shared with the kernel and the host; it stays until {@link #close}. */
    long map(int index, long bytes) throws IOException;

    /**
     * Reads the count of interrupts (4 octets) without waiting: EAGAIN when none has come, EIO when the device is gone.
     */
    int read();

    /**
     * Writes 4 octets: 1 has the kernel unmask the inbound ring and, for a channel without a monitor, signal the host.
     */
    int write(int value);

    /** Unmaps everything and closes the file; as the last user's, this closes the channel under the host. */
    @Override
    void close();
}
