package io.netvscd.datapath.linux;

import io.netvscd.datapath.port.Burst;
import org.agrona.UnsafeApi;

/** The message headers for sendmmsg, built once: message i is one piece of memory, named by vector i. */
final class SendBatch implements AutoCloseable {
    private static final int MESSAGES = 64;
    private static final int MESSAGE_BYTES = 64;
    private static final int VECTOR_BYTES = 16;
    // struct msghdr
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_DONTWAIT = 0x40;

    private final NativeMemory messages = new NativeMemory(MESSAGES * MESSAGE_BYTES);
    private final NativeMemory vectors = new NativeMemory(MESSAGES * VECTOR_BYTES);

    SendBatch() {
        for (int i = 0; i < MESSAGES; i++) {
            messages.putLong(i * MESSAGE_BYTES + MSG_IOV, vectors.address() + (long) i * VECTOR_BYTES);
            messages.putLong(i * MESSAGE_BYTES + MSG_IOVLEN, 1);
        }
    }

    /**
     * Sends the frames {@code from .. to - 1} with their virtio-net headers, as many as fit in one call; how many left, or a negated
     * error number.
     */
    int send(int fd, Burst burst, int from, int to) {
        int count = Math.min(to - from, MESSAGES);
        long vector = vectors.address();
        for (int i = from; i < from + count; i++) {
            UnsafeApi.putLong(vector, burst.address[i] - Burst.VNET_HEADER);
            UnsafeApi.putLong(vector + Long.BYTES, burst.length[i] + Burst.VNET_HEADER);
            vector += VECTOR_BYTES;
        }
        return Libc.sendmmsg(fd, messages.address(), count, MSG_DONTWAIT);
    }

    @Override
    public void close() {
        messages.close();
        vectors.close();
    }
}
