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
 * by owner, no chain, no way to find anything again.
 */
final class PlainFile implements AutoCloseable {
    private final FileChannel channel;
    private final List<byte[]> waiting = new ArrayList<>();
    private final Thread writer = new Thread(this::write, "plain-writer");
    private long taken;
    private long written;
    private boolean closed;

    PlainFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        writer.start();
    }

    /** Returns once the octets are on disk. */
    void append(byte[] octets) throws InterruptedException {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        byte[] framed = ByteBuffer.allocate(octets.length + 8).putInt(octets.length).putInt((int) crc.getValue()).put(octets).array();
        synchronized (waiting) {
            waiting.add(framed);
            long mine = ++taken;
            waiting.notifyAll();
            while (written < mine) {
                waiting.wait();
            }
        }
    }

    private void write() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        try {
            while (true) {
                long upTo;
                synchronized (waiting) {
                    while (waiting.isEmpty() && !closed) {
                        waiting.wait();
                    }
                    if (waiting.isEmpty()) {
                        return;
                    }
                    waiting.forEach(buffer::put);
                    waiting.clear();
                    upTo = taken;
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                buffer.clear();
                channel.force(false);
                synchronized (waiting) {
                    written = upTo;
                    waiting.notifyAll();
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Owners that append one record after the other, each with one under way. */
    static Measured measure(Path folder, Load load, int owners, int warmUpSeconds, int seconds) throws Exception {
        Appending appending = new Appending();
        List<Thread> threads = new ArrayList<>();
        try (PlainFile file = new PlainFile(folder.resolve("plain-" + owners))) {
            for (int i = 0; i < owners; i++) {
                int number = i;
                threads.add(new Thread(() -> file.appendAll(load, number, appending)));
            }
            threads.forEach(Thread::start);
            Measured measured = appending.measure("append-" + owners, warmUpSeconds, seconds);
            for (Thread thread : threads) {
                thread.join();
            }
            return measured;
        }
    }

    private void appendAll(Load load, int owner, Appending appending) {
        try {
            for (long tick = appending.next(); tick != 0; tick = appending.next()) {
                long sinceNs = System.nanoTime();
                append(JournalCodec.encode(load.at(Load.owner(owner), tick)));
                appending.acknowledged(sinceNs);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        channel.close();
    }
}
