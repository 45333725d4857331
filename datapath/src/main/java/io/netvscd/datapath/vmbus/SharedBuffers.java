package io.netvscd.datapath.vmbus;

/**
 * The two buffers that guest and host share, the same for all channels of a device.
 *
 * @param receiveAddress where the host puts what it sends
 * @param receiveGpadl   the handle of the receive buffer for NVSP 101
 * @param sendAddress    where the guest puts what it sends; 0 where there is no send buffer
 * @param sendBytes      0 where there is no send buffer
 * @param sendGpadl      the handle of the send buffer for NVSP 104; 0 where there is no send buffer
 */
public record SharedBuffers(
        long receiveAddress, int receiveBytes, int receiveGpadl, long sendAddress, int sendBytes, int sendGpadl) {
}
