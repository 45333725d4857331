package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process to a folder. The lock is the kernel's and goes with the process, whatever ends it; the file's text, the holder's process
 * id, is for the one who is refused.
 */
final class StoreLock implements AutoCloseable {
    static final String FILE = "LOCK.netvscd";

    /** Far beyond the text, so that the text can be read while the lock is held on systems where locks are mandatory. */
    private static final long LOCKED_OCTET = 1 << 20;
    /** The folders of this process: a second channel on the same file, once closed, would release the first one's lock. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path key;

    private StoreLock(FileChannel channel, Path key) {
        this.channel = channel;
        this.key = key;
    }

    static StoreLock take(Path folder) throws IOException {
        Path key = folder.toRealPath();
        if (!OURS.add(key)) {
            throw new StoreRefused(folder, "this process has the journal open already", "close it first");
        }
        try {
            return take(folder, key);
        } catch (IOException | RuntimeException e) {
            OURS.remove(key);
            throw e;
        }
    }

    private static StoreLock take(Path folder, Path key) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw new StoreRefused(folder, "another process (" + holder(file) + ") has this journal open",
                        "ask it through its control socket, or stop it first");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(("pid " + ProcessHandle.current().pid() + '\n').getBytes(StandardCharsets.US_ASCII)), 0);
            return new StoreLock(channel, key);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a process has the folder open for writing. Changes nothing. */
    static boolean isHeld(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (OURS.contains(folder.toRealPath())) {
            return true;
        }
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lock(channel) == null;
        }
    }

    /** What the lock's file says of its holder. */
    static String holder(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return text.isEmpty() ? "pid unknown" : text;
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_OCTET, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(key);
    }
}
