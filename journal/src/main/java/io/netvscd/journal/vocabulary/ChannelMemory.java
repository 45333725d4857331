package io.netvscd.journal.vocabulary;

/**
 * The shared memory of one channel incarnation.
 *
 * @param receiveBufferGpadl handle for NVSP 101
 * @param sendBufferGpadl    handle for NVSP 104, 0 where there is no send buffer
 * @param revokeFirst        the handles outlived an earlier process (uio): they are revoked before they are sent again
 */
public record ChannelMemory(
        int receiveBufferBytes, int receiveBufferGpadl, int sendBufferBytes, int sendBufferGpadl, boolean revokeFirst) {
}
