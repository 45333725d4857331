package io.netvscd.journal.leveldb;

/** Reads a run of octets from its start; an {@link IndexOutOfBoundsException} beyond its end. */
final class Varints {
    private final byte[] octets;
    private final int end;
    private int at;

    Varints(byte[] octets, int offset, int length) {
        this.octets = octets;
        this.at = offset;
        this.end = offset + length;
    }

    boolean hasMore() {
        return at < end;
    }

    int octet() {
        if (at >= end) {
            throw new IndexOutOfBoundsException("ends at octet " + at);
        }
        return octets[at++] & 0xff;
    }

    /** A number in groups of seven bits, the lowest first. */
    long next() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7fL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number of more than ten octets");
    }

    long littleEndian(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) octet() << 8 * i;
        }
        return value;
    }

    void copy(byte[] to, int offset, int count) {
        if (count < 0 || count > end - at || count > to.length - offset) {
            throw new IndexOutOfBoundsException(count + " octets at octet " + at);
        }
        System.arraycopy(octets, at, to, offset, count);
        at += count;
    }

    void skip(long count) {
        if (count < 0 || count > end - at) {
            throw new IndexOutOfBoundsException(count + " octets at octet " + at);
        }
        at += (int) count;
    }
}
