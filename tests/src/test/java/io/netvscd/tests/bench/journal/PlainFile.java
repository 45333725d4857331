package io.netvscd.tests.bench.journal;

import io.netvscd.journal.codec.JournalCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The limit: a file that is appended to, each record with its length and CRC32C, one write and one fdatasync for all that wait. No order
 * by owner, no chain, no way to find anything again, and no thread for each owner: whoever is acknowledged is handed back in a batch.
 */
final class PlainFile implements AutoCloseable {
    /** A record under way. */
    private record Write(int owner, byte[] octets, long sinceNs) {
    }

    private static final int HEADER_BYTES = 8;

    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private final Batches<Write> waiting = new Batches<>();
    private final Batches<Write> acknowledged = new Batches<>();
    private final Thread writer = new Thread(this::write, "plain-writer");

    PlainFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void write() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        try {
            for (List<Write> group = waiting.take(); !group.isEmpty(); group = waiting.take()) {
                for (Write each : group) {
                    crc.reset();
                    crc.update(each.octets);
                    buffer.putInt(each.octets.length).putInt((int) crc.getValue()).put(each.octets);
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                buffer.clear();
                channel.force(false);
                acknowledged.addAll(group);
            }
            acknowledged.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Owners that append one record after the other, each with one under way. */
    static Measured measure(Path folder, Load load, int owners, int warmUpSeconds, int seconds) throws IOException, InterruptedException {
        Appending appending = new Appending();
        try (PlainFile file = new PlainFile(folder.resolve("plain-" + owners))) {
            file.writer.start();
            Thread all = new Thread(() -> file.appendAll(load, owners, appending), "plain-owners");
            all.start();
            Measured measured = appending.measure("append-" + owners, warmUpSeconds, seconds);
            all.join();
            file.writer.join();
            return measured;
        }
    }

    private void appendAll(Load load, int owners, Appending appending) {
        List<Write> first = new ArrayList<>();
        for (int owner = 0; owner < owners; owner++) {
            first.add(next(load, owner, appending.next()));
        }
        waiting.addAll(first);
        for (List<Write> done = acknowledged.take(); !done.isEmpty(); done = acknowledged.take()) {
            List<Write> following = new ArrayList<>(done.size());
            for (Write each : done) {
                appending.acknowledged(each.sinceNs);
                long tick = appending.next();
                if (tick == 0) {
                    waiting.close();
                    return;
                }
                following.add(next(load, each.owner, tick));
            }
            waiting.addAll(following);
        }
    }

    private static Write next(Load load, int owner, long tick) {
        long sinceNs = System.nanoTime();
        byte[] octets = JournalCodec.encode(load.at(Load.owner(owner), tick));
        if (octets.length + HEADER_BYTES > 10_000) {
            throw new IllegalStateException("a hundred of these do not fit into the buffer");
        }
        return new Write(owner, octets, sinceNs);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
