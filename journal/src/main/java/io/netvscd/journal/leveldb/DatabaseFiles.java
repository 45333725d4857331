package io.netvscd.journal.leveldb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks every data file of a database that nobody has open. */
public final class DatabaseFiles {
    private DatabaseFiles() {
    }

    /** All damages, by file. A file that cannot be read is one. */
    public static List<FileDamage> check(Path folder) throws IOException {
        List<FileDamage> damages = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            damages.addAll(checkFile(file));
        }
        return damages;
    }

    /** All damages of one table; none where it has been removed meanwhile. */
    public static List<FileDamage> checkTable(Path table) {
        List<FileDamage> damages = checkFile(table);
        return Files.exists(table) ? damages : List.of();
    }

    private static List<FileDamage> checkFile(Path path) {
        String name = path.getFileName().toString();
        boolean log = name.matches("\\d+\\.log|MANIFEST-\\d+");
        boolean table = name.matches("\\d+\\.(sst|ldb)");
        if (!log && !table) {
            return List.of();
        }
        try {
            byte[] octets = Files.readAllBytes(path);
            return log ? LogFileCheck.check(name, octets) : TableFileCheck.check(name, octets);
        } catch (IOException e) {
            return List.of(new FileDamage(name, 0, "cannot be read: " + e.getMessage()));
        }
    }
}
