package io.netvscd.journal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder in which LevelDB may do what it does when it opens a database: it writes its own log, makes a table of the last
 * records and removes what it no longer needs. Tables are never changed in place, so they are linked; the rest is copied.
 */
final class FolderCopy implements AutoCloseable {
    private final Path folder;

    private FolderCopy(Path folder) {
        this.folder = folder;
    }

    /** A copy in the system's folder for temporary files. */
    static FolderCopy of(Path original) throws IOException {
        return of(original, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static FolderCopy of(Path original, Path scratch) throws IOException {
        FolderCopy copy = new FolderCopy(Files.createTempDirectory(scratch, "netvscd-journal-"));
        try {
            copy.fill(original);
            return copy;
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /** Copies once more, after an attempt to open the copy has failed halfway. */
    void renew(Path original) throws IOException {
        clear();
        Files.createDirectory(folder);
        fill(original);
    }

    private void fill(Path original) throws IOException {
        List<String> names = StoreFolder.dataFiles(original);
        for (String name : names) {
            take(original.resolve(name));
        }
        Path current = original.resolve(StoreFolder.CURRENT_FILE);
        if (Files.exists(current)) {
            take(current);
        }
    }

    private void take(Path file) throws IOException {
        Path target = folder.resolve(file.getFileName());
        String name = file.getFileName().toString();
        if (name.endsWith(".sst") || name.endsWith(".ldb")) {
            Files.createSymbolicLink(target, file.toRealPath());
        } else {
            Files.copy(file, target);
        }
    }

    Path folder() {
        return folder;
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            if (Files.exists(folder)) {
                clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary copy " + folder + " cannot be removed", e);
        }
    }
}
