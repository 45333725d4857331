package io.netvscd.datapath.port;

/**
 * Frames on their way from one port to another: addresses into memory that the receiving port owns until it is told to
 * {@linkplain Port#release release} it. Made once, reused for ever.
 *
 * <p>{@code address[i]} is the first octet of the Ethernet header and {@code length[i]} the octets from there (no FCS). The
 * {@value #VNET_HEADER} octets before {@code address[i]} are that frame's {@code virtio_net_hdr} (virtio 1.x, 5.1.6, without
 * num_buffers; little-endian) and belong to the frame: the receiving port fills them in (all zero: complete checksum, no
 * segmentation), the sending port may overwrite them.
 */
public final class Burst {
    /** Octets of the virtio-net header in front of each frame. */
    public static final int VNET_HEADER = 10;

    public final long[] address;
    public final int[] length;
    /** Free for the port that filled the burst: a slot number, a section, nothing. */
    public final long[] cookie;
    /** Frames in the burst. */
    public int size;

    public Burst(int capacity) {
        address = new long[capacity];
        length = new int[capacity];
        cookie = new long[capacity];
    }

    public int capacity() {
        return address.length;
    }

    /** Appends a frame; the caller has checked that there is room. */
    public void add(long frameAddress, int frameLength, long frameCookie) {
        address[size] = frameAddress;
        length[size] = frameLength;
        cookie[size] = frameCookie;
        size++;
    }

    /** Octets of the frames {@code from .. to - 1} together. */
    public long bytes(int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += length[i];
        }
        return bytes;
    }
}
