package io.netvscd.journal.store;

import io.netvscd.journal.format.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Remembers, outside LevelDB, how far the journal was acknowledged: a cut at a record's boundary in LevelDB's log leaves no other trace.
 * Written after each commit without a sync of its own, so it may lag behind the journal after a power cut and is never ahead of it.
 *
 * <p>Two slots of 64 octets, written in turn, so that a torn write leaves the other whole: u64 position, 16 octets of hash, u32 CRC32C
 * of these, all big endian, then zeros.
 */
final class HeadWitness implements AutoCloseable {
    static final String FILE = "HEAD";

    private static final int SLOT_BYTES = 64;
    private static final int SLOTS = 2;
    private static final int SUMMED_BYTES = Long.BYTES + Head.HASH_BYTES;

    private final FileChannel channel;
    private final ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
    private int next;

    private HeadWitness(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the witness of a folder and makes it where it is missing. */
    static HeadWitness open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        boolean there = Files.exists(file);
        HeadWitness witness = new HeadWitness(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        if (!there) {
            witness.note(Head.START);
            witness.note(Head.START);
            witness.channel.force(true);
            StoreFolder.force(folder);
        }
        return witness;
    }

    /** The newest head in a folder's witness, null where there is none or no slot is whole. Changes nothing. */
    static Head read(Path folder) throws IOException {
        Head newest = null;
        for (Head head : slots(folder)) {
            newest = head != null && (newest == null || head.position() > newest.position()) ? head : newest;
        }
        return newest;
    }

    /** What is wrong with the witness; a slot may be torn after a power cut, the other one then serves. */
    static List<String> damages(Path folder) throws IOException {
        List<String> damages = new ArrayList<>();
        List<Head> slots = slots(folder);
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i) == null) {
                damages.add(FILE + " at octet " + i * SLOT_BYTES + ": the slot is not whole");
            }
        }
        return slots.isEmpty() ? List.of(FILE + " is missing or has not its " + SLOTS * SLOT_BYTES + " octets") : damages;
    }

    /** Both slots, null for one that is not whole; empty where the file is not what it should be. */
    private static List<Head> slots(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        byte[] octets = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        List<Head> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS && octets.length == SLOTS * SLOT_BYTES; i++) {
            byte[] slot = Arrays.copyOfRange(octets, i * SLOT_BYTES, (i + 1) * SLOT_BYTES);
            ByteBuffer buffer = ByteBuffer.wrap(slot);
            byte[] hash = new byte[Head.HASH_BYTES];
            long position = buffer.getLong();
            buffer.get(hash);
            boolean whole = buffer.getInt() == sum(slot, 0);
            while (buffer.hasRemaining()) {
                whole &= buffer.get() == 0;
            }
            slots.add(whole ? new Head(position, hash) : null);
        }
        return slots;
    }

    void note(Head head) throws IOException {
        slot.clear();
        slot.putLong(head.position()).put(head.hash());
        slot.putInt(sum(slot.array(), 0));
        slot.rewind();
        channel.write(slot, (long) next * SLOT_BYTES);
        next = (next + 1) % SLOTS;
    }

    private static int sum(byte[] octets, int offset) {
        CRC32C crc = new CRC32C();
        crc.update(octets, offset, SUMMED_BYTES);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.force(true);
        } finally {
            channel.close();
        }
    }
}
