package io.netvscd.journal.leveldb;

/** Unpacks a block of the Snappy format (its format_description): varint length, then literals and copies of what came before. */
final class Snappy {
    private static final int UNPACKED_BYTES = 64 << 20;

    private Snappy() {
    }

    /** An {@link IllegalArgumentException} or an {@link IndexOutOfBoundsException} where the octets are no such block. */
    static byte[] unpack(byte[] packed, int offset, int length) {
        Varints in = new Varints(packed, offset, length);
        long size = in.next();
        if (size < 0 || size > UNPACKED_BYTES) {
            throw new IllegalArgumentException("unpacks to " + size + " octets");
        }
        byte[] out = new byte[(int) size];
        int at = 0;
        while (in.hasMore()) {
            int tag = in.octet();
            int count = (tag >>> 2) + 1;
            if ((tag & 3) == 0) {
                count = count <= 60 ? count : (int) in.littleEndian(count - 60) + 1;
                in.copy(out, at, count);
            } else {
                int back = switch (tag & 3) {
                    case 1 -> (tag >>> 5) << 8 | in.octet();
                    case 2 -> (int) in.littleEndian(2);
                    default -> (int) in.littleEndian(4);
                };
                count = (tag & 3) == 1 ? (tag >>> 2 & 7) + 4 : count;
                for (int i = 0; i < count; i++) {
                    out[at + i] = out[at + i - back];
                }
            }
            at += count;
        }
        if (at != out.length) {
            throw new IllegalArgumentException("unpacks to " + at + " octets instead of " + out.length);
        }
        return out;
    }
}
