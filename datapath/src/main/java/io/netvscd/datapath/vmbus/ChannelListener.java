package io.netvscd.datapath.vmbus;

/**
 * Hears what the host sends on the control side of a channel. Called on the thread that turns the port over, so it
 * must not block. Every array is the listener's to keep.
 */
public interface ChannelListener {
    /** An in-band packet; the payload is padded with zeros to a multiple of 8 octets. */
    void hostMessage(long transactionId, boolean completionRequested, byte[] payload);

    /** The completion of a message that was submitted to the port, RNDIS control messages included. */
    void hostCompletion(long transactionId, byte[] payload);

    /** An RNDIS control message, copied out of the receive buffer; its transfer-page packet has been completed. */
    void hostRndis(byte[] message);

    /** A packet that breaks the rules was dropped, or completed with a failure where the protocol says so. */
    void hostMalformed(String what, byte[] firstBytes);

    /** The ring cannot be read or written any further; said once, the port does nothing more. */
    void ringCorrupt(String what);

    /**
     * A sub-channel was offered.
     *
     * @param index 1 or more
     * @param fault why it could not be opened, empty when it is open
     */
    default void subchannel(int index, String fault) {
    }

    /** A submitted message did not fit and was not sent. */
    void ringFull(long transactionId);
}
