package io.netvscd.journal.leveldb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that a database consists of, as its MANIFEST has them: each must be there, with its size and its end. LevelDB itself misses
 * one only when it looks for a key in it. Format: a record of the MANIFEST is a run of tags and values (LevelDB's {@code version_edit.cc}).
 */
public final class LiveTables {
    private static final int COMPARATOR = 1;
    private static final int COMPACT_POINTER = 5;
    private static final int DELETED_FILE = 6;
    private static final int NEW_FILE = 7;

    private LiveTables() {
    }

    /** The tables that are not as the MANIFEST says; empty where all are. To be asked while nobody has the database open. */
    public static List<FileDamage> damages(Path folder) throws IOException {
        List<FileDamage> damages = new ArrayList<>();
        Path manifest = folder.resolve(Files.readString(folder.resolve("CURRENT")).strip());
        for (Map.Entry<Long, Long> table : sizes(Files.readAllBytes(manifest)).entrySet()) {
            Path file = file(folder, table.getKey());
            String name = file.getFileName().toString();
            if (!Files.exists(file)) {
                damages.add(new FileDamage(name, 0, "the table is missing"));
            } else if (Files.size(file) != table.getValue()) {
                damages.add(new FileDamage(name, Math.min(Files.size(file), table.getValue()), "the table has " + Files.size(file)
                        + " octets instead of " + table.getValue()));
            } else if (!endsAsATable(file)) {
                damages.add(new FileDamage(name, table.getValue(), "the table does not end as one"));
            }
        }
        return damages;
    }

    /** The tables that are there, as far as a MANIFEST that may be written to meanwhile tells. */
    public static List<Path> of(Path folder) throws IOException {
        Path manifest = folder.resolve(Files.readString(folder.resolve("CURRENT")).strip());
        return sizes(Files.readAllBytes(manifest)).keySet().stream().map(number -> file(folder, number)).filter(Files::exists).toList();
    }

    private static Path file(Path folder, long number) {
        Path table = folder.resolve("%06d.sst".formatted(number));
        Path newer = folder.resolve("%06d.ldb".formatted(number));
        return Files.exists(newer) ? newer : table;
    }

    private static boolean endsAsATable(Path file) throws IOException {
        try (RandomAccessFile table = new RandomAccessFile(file.toFile(), "r")) {
            table.seek(Math.max(0, table.length() - Long.BYTES));
            return table.length() >= Long.BYTES && Long.reverseBytes(table.readLong()) == TableFileCheck.MAGIC;
        }
    }

    /** Octets of each table by its number. */
    private static Map<Long, Long> sizes(byte[] manifest) throws IOException {
        Map<Long, Long> sizes = new TreeMap<>();
        try {
            for (byte[] edit : LogRecords.of(manifest)) {
                apply(new Varints(edit, 0, edit.length), sizes);
            }
            return sizes;
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("the MANIFEST does not hold together: " + e.getMessage(), e);
        }
    }

    private static void apply(Varints edit, Map<Long, Long> sizes) {
        while (edit.hasMore()) {
            int tag = (int) edit.next();
            if (tag == COMPARATOR) {
                edit.skip(edit.next());
            } else if (tag == COMPACT_POINTER) {
                edit.next();
                edit.skip(edit.next());
            } else if (tag == DELETED_FILE) {
                edit.next();
                sizes.remove(edit.next());
            } else if (tag == NEW_FILE) {
                edit.next();
                sizes.put(edit.next(), edit.next());
                edit.skip(edit.next());
                edit.skip(edit.next());
            } else {
                edit.next();
            }
        }
    }
}
