package io.netvscd.journal.leveldb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a log or a MANIFEST: blocks of 32 KiB, in them fragments with u32 masked CRC32C of type and data, u16 length, u8 type (1 whole, 2
 * first, 3 middle, 4 last), all little endian. A block's last six octets or less are zero, and so is what has been mapped ahead.
 */
final class LogFileCheck {
    static final int BLOCK_BYTES = 32 << 10;
    static final int HEADER_BYTES = 7;
    static final int WHOLE = 1;
    private static final int FIRST = 2;
    static final int LAST = 4;

    private final String file;
    private final byte[] octets;
    private final List<FileDamage> damages = new ArrayList<>();
    private boolean within;

    private LogFileCheck(String file, byte[] octets) {
        this.file = file;
        this.octets = octets;
    }

    static List<FileDamage> check(String file, byte[] octets) {
        LogFileCheck check = new LogFileCheck(file, octets);
        for (int block = 0; block < octets.length && check.damages.isEmpty(); block += BLOCK_BYTES) {
            check.block(block, Math.min(octets.length, block + BLOCK_BYTES));
        }
        if (check.damages.isEmpty() && check.within) {
            check.damage(octets.length, "the file ends within a record");
        }
        return check.damages;
    }

    private void block(int start, int end) {
        int at = start;
        while (end - at >= HEADER_BYTES && damages.isEmpty()) {
            ByteBuffer header = ByteBuffer.wrap(octets, at, HEADER_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
            int length = Short.toUnsignedInt(header.getShort(4));
            int type = header.get(6);
            if (type == 0 && length == 0 && header.getInt(0) == 0) {
                zeros(at, octets.length);
                return;
            }
            if (at + HEADER_BYTES + length > end) {
                damage(at, "a fragment of " + length + " octets, where the block has " + (end - at - HEADER_BYTES) + " left");
            } else if (header.getInt(0) != MaskedCrc.of(octets, at + 6, 1 + length)) {
                damage(at, "the CRC32C of a fragment of " + length + " octets does not match");
            } else if (type < WHOLE || type > LAST || (type == WHOLE || type == FIRST) == within) {
                damage(at, "a fragment of type " + type + (within ? " within" : " outside of") + " a record");
            } else {
                within = type != WHOLE && type != LAST;
                at += HEADER_BYTES + length;
            }
        }
        if (damages.isEmpty()) {
            if (end - start < BLOCK_BYTES && at < end) {
                damage(at, "the file ends within a fragment's header");
            }
            zeros(at, end);
        }
    }

    private void zeros(int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] != 0) {
                damage(i, "data where zeros belong");
                return;
            }
        }
    }

    private void damage(int offset, String what) {
        damages.add(new FileDamage(file, offset, what));
    }
}
