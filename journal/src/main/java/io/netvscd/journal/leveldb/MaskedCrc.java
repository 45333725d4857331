package io.netvscd.journal.leveldb;

import java.util.zip.CRC32C;

/** CRC32C as LevelDB stores it: rotated and shifted, so that a sum over data that holds sums still means something. */
final class MaskedCrc {
    private static final int DELTA = 0xa282ead8;

    private MaskedCrc() {
    }

    static int of(byte[] octets, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(octets, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + DELTA;
    }
}
