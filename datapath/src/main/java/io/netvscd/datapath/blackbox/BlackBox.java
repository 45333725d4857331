package io.netvscd.datapath.blackbox;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.PortCounters;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.port.Burst;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;
import org.agrona.UnsafeApi;

/**
 * Keeps the first octets of the last frames of a NIC in a memory-mapped file. What it has written is in the page cache, so it
 * survives the death of the process, but not that of the machine; a {@linkplain #freeze frozen} copy is synced.
 *
 * <p>Written by the datapath's thread alone, without allocation, a lock or a clock: the tick is read once for each burst.
 */
public final class BlackBox implements FrameWitness, AutoCloseable {
    private static final int FILL_BYTES = 1 << 16;

    private final Path file;
    private final MappedByteBuffer mapping;
    private final long base;
    private final int slots;
    private final LongSupplier tick;
    private final long[] written = new long[BlackBoxLayout.RINGS];

    private BlackBox(Path file, MappedByteBuffer mapping, int slots, LongSupplier tick) {
        this.file = file;
        this.mapping = mapping;
        this.slots = slots;
        this.tick = tick;
        base = BufferUtil.address(mapping);
    }

    /**
     * Begins a new recording; a file of that name from an earlier life is overwritten, so freeze it first if it matters.
     *
     * @param bootEpoch of this life of the daemon
     * @param slots     frames kept for each port, a power of two
     * @param tick      the journal's tick now
     */
    public static BlackBox create(Path file, String nic, long bootEpoch, int slots, LongSupplier tick) throws IOException {
        if (!BitUtil.isPowerOfTwo(slots)) {
            throw new IllegalArgumentException("the black box keeps a power of two of frames: " + slots);
        }
        Files.deleteIfExists(file);
        MappedByteBuffer mapping;
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            fill(channel, BlackBoxLayout.fileBytes(slots));
            mapping = channel.map(FileChannel.MapMode.READ_WRITE, 0, BlackBoxLayout.fileBytes(slots));
        } catch (IOException full) {
            Files.deleteIfExists(file);
            throw full;
        }
        BlackBox box = new BlackBox(file, mapping, slots, tick);
        byte[] name = Arrays.copyOf(nic.getBytes(StandardCharsets.UTF_8), BlackBoxLayout.NIC_BYTES);
        mapping.put(BlackBoxLayout.NIC_OFFSET, name);
        UnsafeApi.putLong(box.base + BlackBoxLayout.EPOCH_OFFSET, bootEpoch);
        UnsafeApi.putInt(box.base + BlackBoxLayout.SLOTS_OFFSET, slots);
        UnsafeApi.putInt(box.base + BlackBoxLayout.SLOT_BYTES_OFFSET, BlackBoxLayout.SLOT_BYTES);
        UnsafeApi.putInt(box.base + BlackBoxLayout.VERSION_OFFSET, BlackBoxLayout.VERSION);
        UnsafeApi.putIntRelease(null, box.base + BlackBoxLayout.MAGIC_OFFSET, BlackBoxLayout.MAGIC);
        return box;
    }

    /** Takes the file's blocks before it is mapped: a mapped hole on a full disk would fail under a frame, not here. */
    private static void fill(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(FILL_BYTES);
        for (long at = 0; at < bytes; ) {
            zeros.clear().limit((int) Math.min(FILL_BYTES, bytes - at));
            at += channel.write(zeros, at);
        }
    }

    @Override
    public void left(Burst burst, int from, int to, DataPath path) {
        keep(Ring.MASTER, path == DataPath.VF ? Fate.LEFT_ON_VF : Fate.LEFT_ON_SYNTHETIC, burst, from, to);
    }

    @Override
    public void foundNoWay(Burst burst, int from, int to) {
        keep(Ring.MASTER, Fate.DROPPED, burst, from, to);
    }

    @Override
    public void arrived(Burst burst, DataPath path, int delivered) {
        Ring ring = path == DataPath.VF ? Ring.VF : Ring.SYNTHETIC;
        keep(ring, Fate.DELIVERED, burst, 0, delivered);
        keep(ring, Fate.DROPPED, burst, delivered, burst.size);
    }

    @Override
    public void fellBack(Checkpoint checkpoint) {
        decided(Fate.FELL_BACK, checkpoint);
    }

    @Override
    public void obeyed(Checkpoint checkpoint) {
        decided(Fate.OBEYED, checkpoint);
    }

    private void decided(Fate what, Checkpoint checkpoint) {
        long slot = begin(Ring.DECISIONS, what, tick.getAsLong(), 0, BlackBoxLayout.DECISION_BYTES);
        long octets = slot + BlackBoxLayout.OCTETS_OFFSET;
        octets = put(octets, checkpoint.master());
        octets = put(octets, checkpoint.vf());
        octets = put(octets, checkpoint.synthetic());
        for (int ring = 0; ring < Ring.DECISIONS.ordinal(); ring++) {
            UnsafeApi.putLong(octets + (long) ring * Long.BYTES, written[ring]);
        }
        finish(Ring.DECISIONS, slot);
    }

    /**
     * Copies the recording as it stands to {@code target} and syncs the copy; records that are written meanwhile may be torn, and
     * are left out by the reader.
     */
    public void freeze(Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public void close() {
        IoUtil.unmap(mapping);
    }

    private void keep(Ring ring, Fate fate, Burst burst, int from, int to) {
        if (from == to) {
            return;
        }
        long now = tick.getAsLong();
        for (int i = from; i < to; i++) {
            int length = burst.length[i];
            int kept = Math.min(length, BlackBoxLayout.KEPT_BYTES_MAX);
            long slot = begin(ring, fate, now, length, kept);
            UnsafeApi.copyMemory(burst.address[i], slot + BlackBoxLayout.OCTETS_OFFSET, kept);
            finish(ring, slot);
        }
    }

    private long begin(Ring ring, Fate fate, long now, int length, int kept) {
        long slot = base + BlackBoxLayout.ringOffset(ring.ordinal(), slots) + BlackBoxLayout.PAGE_BYTES
                + (written[ring.ordinal()] & slots - 1) * BlackBoxLayout.SLOT_BYTES;
        UnsafeApi.putLongRelease(null, slot + BlackBoxLayout.NUMBER_OFFSET, 0);
        UnsafeApi.storeStoreFence();
        UnsafeApi.putLong(slot + BlackBoxLayout.TICK_OFFSET, now);
        UnsafeApi.putInt(slot + BlackBoxLayout.LENGTH_OFFSET, length);
        UnsafeApi.putShort(slot + BlackBoxLayout.KEPT_OFFSET, (short) kept);
        UnsafeApi.putByte(slot + BlackBoxLayout.RING_OFFSET, (byte) ring.ordinal());
        UnsafeApi.putByte(slot + BlackBoxLayout.FATE_OFFSET, (byte) fate.ordinal());
        return slot;
    }

    private void finish(Ring ring, long slot) {
        long number = ++written[ring.ordinal()];
        UnsafeApi.putLongRelease(null, slot + BlackBoxLayout.NUMBER_OFFSET, number);
        UnsafeApi.putLongRelease(null, base + BlackBoxLayout.ringOffset(ring.ordinal(), slots), number);
    }

    private static long put(long address, PortCounters counters) {
        UnsafeApi.putLong(address, counters.txFrames());
        UnsafeApi.putLong(address + Long.BYTES, counters.rxFrames());
        UnsafeApi.putLong(address + 2 * Long.BYTES, counters.dropped());
        return address + 3 * Long.BYTES;
    }
}
