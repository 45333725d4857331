package io.netvscd.replay.sim;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import org.agrona.UnsafeApi;

/**
 * Frames that can be told apart wherever they turn up: an Ethernet header with an EtherType for local experiments (IEEE
 * 802, 88B5), then a magic number and the frame's own number.
 */
final class TaggedFrames {
    /** Header, magic and number. */
    static final int BYTES_MIN = 14 + 4 + 8;

    private static final int TYPE_OFFSET = 12;
    private static final int MAGIC_OFFSET = 14;
    private static final int NUMBER_OFFSET = 18;
    private static final byte TYPE_HIGH = (byte) 0x88;
    private static final byte TYPE_LOW = (byte) 0xb5;
    private static final int MAGIC = 0x6e767363;
    private static final long NO_NUMBER = -1;

    private TaggedFrames() {
    }

    /** A frame of this size, number 0. */
    static byte[] make(MacAddress to, MacAddress from, int sizeBytes) {
        byte[] frame = new byte[sizeBytes];
        System.arraycopy(to.octets(), 0, frame, 0, MacAddress.BYTES);
        System.arraycopy(from.octets(), 0, frame, MacAddress.BYTES, MacAddress.BYTES);
        frame[TYPE_OFFSET] = TYPE_HIGH;
        frame[TYPE_OFFSET + 1] = TYPE_LOW;
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[MAGIC_OFFSET + i] = (byte) (MAGIC >>> 8 * i);
        }
        return frame;
    }

    /** Gives a frame this number. */
    static void number(byte[] frame, long number) {
        for (int i = 0; i < Long.BYTES; i++) {
            frame[NUMBER_OFFSET + i] = (byte) (number >>> 8 * i);
        }
    }

    /** The number of a frame of a burst, -1 where it is not one of ours. */
    static long number(Burst burst, int index) {
        long frame = burst.address[index];
        boolean ours = burst.length[index] >= BYTES_MIN
                && UnsafeApi.getByte(frame + TYPE_OFFSET) == TYPE_HIGH
                && UnsafeApi.getByte(frame + TYPE_OFFSET + 1) == TYPE_LOW
                && UnsafeApi.getInt(frame + MAGIC_OFFSET) == MAGIC;
        return ours ? UnsafeApi.getLong(frame + NUMBER_OFFSET) : NO_NUMBER;
    }
}
