package io.netvscd.datapath.blackbox;

import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a black box, frozen or left behind by a process that died; never writes. */
public final class BlackBoxReader {
    private static final long FILE_BYTES_MAX = 1L << 30;

    private BlackBoxReader() {
    }

    /**
     * What a file holds.
     *
     * @param bootEpoch the life of the daemon that it recorded, 0 where the file does not say
     * @param frames    by ring and number; a record that was being written when the process died or the copy was made is left out
     * @param torn      how many those are
     */
    public record Contents(String nic, long bootEpoch, List<BlackBoxFrame> frames, int torn) {
    }

    /**
     * Reads a file.
     *
     * @throws BlackBoxUnreadable when it is not a black box or claims what it does not hold
     */
    public static Contents read(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new BlackBoxUnreadable(file, "larger than " + FILE_BYTES_MAX + " octets");
        }
        return read(file, Files.readAllBytes(file));
    }

    /** Reads a file's octets; {@code source} is for messages. */
    public static Contents read(Path source, byte[] octets) throws BlackBoxUnreadable {
        ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        if (octets.length < BlackBoxLayout.PAGE_BYTES || in.getInt(BlackBoxLayout.MAGIC_OFFSET) != BlackBoxLayout.MAGIC) {
            throw new BlackBoxUnreadable(source, "no black box: it does not begin with NVBB");
        }
        int version = in.getInt(BlackBoxLayout.VERSION_OFFSET);
        if (version < BlackBoxLayout.OLDEST_VERSION || version > BlackBoxLayout.VERSION) {
            throw new BlackBoxUnreadable(source, "version " + version + ", this build reads " + BlackBoxLayout.OLDEST_VERSION + " to "
                    + BlackBoxLayout.VERSION);
        }
        int slots = in.getInt(BlackBoxLayout.SLOTS_OFFSET);
        if (slots <= 0 || BlackBoxLayout.fileBytes(slots) != octets.length
                || in.getInt(BlackBoxLayout.SLOT_BYTES_OFFSET) != BlackBoxLayout.SLOT_BYTES) {
            throw new BlackBoxUnreadable(source, "claims " + slots + " slots a ring, which " + octets.length
                    + " octets do not hold");
        }
        List<BlackBoxFrame> frames = new ArrayList<>();
        int torn = 0;
        for (Ring ring : Ring.values()) {
            torn += readRing(in, ring, slots, frames);
        }
        return new Contents(nic(in), in.getLong(BlackBoxLayout.EPOCH_OFFSET), List.copyOf(frames), torn);
    }

    private static int readRing(ByteBuffer in, Ring ring, int slots, List<BlackBoxFrame> frames) {
        int at = (int) BlackBoxLayout.ringOffset(ring.ordinal(), slots);
        long written = in.getLong(at);
        int torn = 0;
        for (long number = Math.max(1, written - slots + 1); number <= written; number++) {
            int slot = at + BlackBoxLayout.PAGE_BYTES + (int) (number - 1 & slots - 1) * BlackBoxLayout.SLOT_BYTES;
            BlackBoxFrame frame = readSlot(in, slot, ring, number);
            if (frame == null) {
                torn++;
            } else {
                frames.add(frame);
            }
        }
        return torn;
    }

    private static BlackBoxFrame readSlot(ByteBuffer in, int slot, Ring ring, long number) {
        int kept = in.getShort(slot + BlackBoxLayout.KEPT_OFFSET);
        int fate = in.get(slot + BlackBoxLayout.FATE_OFFSET);
        boolean whole = in.getLong(slot + BlackBoxLayout.NUMBER_OFFSET) == number
                && in.get(slot + BlackBoxLayout.RING_OFFSET) == ring.ordinal()
                && kept >= 0 && kept <= BlackBoxLayout.KEPT_BYTES_MAX
                && fate >= 0 && fate < Fate.values().length;
        if (!whole) {
            return null;
        }
        byte[] octets = new byte[kept];
        in.get(slot + BlackBoxLayout.OCTETS_OFFSET, octets);
        return new BlackBoxFrame(number, in.getLong(slot + BlackBoxLayout.TICK_OFFSET), ring, Fate.values()[fate],
                in.getInt(slot + BlackBoxLayout.LENGTH_OFFSET), octets);
    }

    private static String nic(ByteBuffer in) {
        byte[] name = new byte[BlackBoxLayout.NIC_BYTES];
        in.get(BlackBoxLayout.NIC_OFFSET, name);
        return new String(name, StandardCharsets.UTF_8).replace("\0", "");
    }
}
