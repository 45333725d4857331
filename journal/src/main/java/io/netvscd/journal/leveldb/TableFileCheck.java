package io.netvscd.journal.leveldb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a table: blocks one after the other, each followed by u8 compression (0 none, 1 Snappy) and u32 masked CRC32C; an index of the
 * data blocks, a meta index, and a footer of 48 octets with the handles of both and a magic number. The blocks must fill the file.
 */
final class TableFileCheck {
    private static final int FOOTER_BYTES = 48;
    private static final int TRAILER_BYTES = 5;
    static final long MAGIC = 0xdb4775248b80fb57L;

    private final String file;
    private final byte[] octets;
    private final List<FileDamage> damages = new ArrayList<>();
    /** Where each block starts, and the octet after its trailer. */
    private final TreeMap<Integer, Integer> blocks = new TreeMap<>();

    private TableFileCheck(String file, byte[] octets) {
        this.file = file;
        this.octets = octets;
    }

    static List<FileDamage> check(String file, byte[] octets) {
        TableFileCheck check = new TableFileCheck(file, octets);
        check.footer();
        return check.damages;
    }

    private void footer() {
        int footer = octets.length - FOOTER_BYTES;
        if (footer < 0) {
            damage(0, "only " + octets.length + " octets, too short for a table");
            return;
        }
        if (ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getLong(octets.length - Long.BYTES) != MAGIC) {
            damage(octets.length - Long.BYTES, "the table's magic number is missing (cut short?)");
            return;
        }
        try {
            Varints handles = new Varints(octets, footer, FOOTER_BYTES - Long.BYTES);
            byte[] metaIndex = block(handles);
            byte[] index = block(handles);
            while (handles.hasMore() && damages.isEmpty()) {
                if (handles.octet() != 0) {
                    damage(footer, "data in the footer where zeros belong");
                }
            }
            entries(metaIndex);
            entries(index);
            fill(footer);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            damage(footer, "an index does not hold together: " + e.getMessage());
        }
    }

    /** Checks the block that a handle names, and gives its content; empty if it is damaged. */
    private byte[] block(Varints handle) {
        long offset = handle.next();
        long size = handle.next();
        if (offset < 0 || size < 0 || size > octets.length || offset > octets.length - size - TRAILER_BYTES) {
            throw new IndexOutOfBoundsException("a block of " + size + " octets at octet " + offset);
        }
        int start = (int) offset;
        int length = (int) size;
        int type = octets[start + length];
        int stored = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt(start + length + 1);
        if (stored != MaskedCrc.of(octets, start, length + 1)) {
            damage(start, "the CRC32C of a block of " + length + " octets does not match");
            return new byte[0];
        }
        blocks.put(start, start + length + TRAILER_BYTES);
        return type == 0 ? Arrays.copyOfRange(octets, start, start + length) : Snappy.unpack(octets, start, length);
    }

    /** Checks every block that an index block names: shared and own octets of the key, octets of the value, then both. */
    private void entries(byte[] index) {
        if (index.length < Integer.BYTES) {
            return;
        }
        int restarts = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN).getInt(index.length - Integer.BYTES);
        Varints in = new Varints(index, 0, index.length - Integer.BYTES * (restarts + 1));
        while (in.hasMore()) {
            in.next();
            long keyBytes = in.next();
            in.next();
            in.skip(keyBytes);
            block(in);
        }
    }

    private void fill(int footer) {
        int expected = 0;
        for (Map.Entry<Integer, Integer> block : blocks.entrySet()) {
            if (block.getKey() != expected && damages.isEmpty()) {
                damage(expected, "octets that belong to no block");
            }
            expected = block.getValue();
        }
        if (expected != footer && damages.isEmpty()) {
            damage(expected, "octets that belong to no block");
        }
    }

    private void damage(int offset, String what) {
        damages.add(new FileDamage(file, offset, what));
    }
}
