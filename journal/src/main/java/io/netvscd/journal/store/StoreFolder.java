package io.netvscd.journal.store;

import io.netvscd.journal.leveldb.FileDamage;
import io.netvscd.journal.leveldb.LiveTables;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a journal folder, looked at before LevelDB sees them: it would delete the data of a folder whose {@code CURRENT} is
 * missing, and make a new database of it.
 */
final class StoreFolder {
    static final String FORMAT_FILE = "FORMAT";
    static final String CURRENT_FILE = "CURRENT";
    /** The whole content of {@link #FORMAT_FILE}: name and version of the layout of keys and values. */
    static final String FORMAT = "netvscd-journal 2\n";
    /** What is read too, and becomes {@link #FORMAT} when it is written to: records in envelopes, no groups, no chapters. */
    private static final String FORMAT_1 = "netvscd-journal 1\n";

    private static final Pattern DATA = Pattern.compile("\\d+\\.(log|sst|ldb)|MANIFEST-\\d+");
    private static final Pattern VERSIONED = Pattern.compile("netvscd-journal \\d+\n");
    private static final Pattern MANIFEST_LINE = Pattern.compile("MANIFEST-\\d+\n");
    private static final String RESTORE = "look with 'replay-tool verify' at what can be read, and restore the folder from a copy, or "
            + "export that and import it into a new folder";

    private StoreFolder() {
    }

    /** Whether there is any data of LevelDB's. */
    static boolean hasData(Path folder) throws IOException {
        return !dataFiles(folder).isEmpty();
    }

    static List<String> dataFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> DATA.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Refuses a folder that is there and is not a whole journal of this format. */
    static void check(Path folder) throws IOException {
        checkVersion(folder);
        String findings = hasData(folder) ? findings(folder) : "";
        if (!findings.isEmpty()) {
            throw new StoreRefused(folder, findings, RESTORE);
        }
        if (!hasData(folder) && Files.exists(folder.resolve(HeadWitness.FILE))) {
            throw new StoreRefused(folder, "HEAD says that there were records, but all data files are gone", RESTORE);
        }
    }

    /** Refuses a folder that another version of the product wrote. */
    static void checkVersion(Path folder) throws IOException {
        Path format = folder.resolve(FORMAT_FILE);
        String text = Files.exists(format) ? Files.readString(format, StandardCharsets.ISO_8859_1) : "";
        if (VERSIONED.matcher(text).matches() && !isRead(text)) {
            throw new StoreRefused(folder, "its format is '" + text.strip() + "' and this build reads '" + FORMAT.strip() + "'",
                    "use the build that wrote it, or export it with that build and import it with this one");
        }
    }

    /** What is wrong with the small files that say what the others are, and with what they say, in a folder with data; empty if nothing is. */
    static String findings(Path folder) throws IOException {
        Path format = folder.resolve(FORMAT_FILE);
        if (!Files.exists(format)) {
            return "there are data files but no FORMAT file: not a netvscd journal, or a damaged one";
        }
        if (!isRead(Files.readString(format, StandardCharsets.ISO_8859_1))) {
            return "the FORMAT file says neither '" + FORMAT_1.strip() + "' nor '" + FORMAT.strip() + "': it is damaged";
        }
        Path current = folder.resolve(CURRENT_FILE);
        if (!Files.exists(current)) {
            return "there are data files but no CURRENT file: LevelDB would delete them";
        }
        String manifest = Files.readString(current, StandardCharsets.ISO_8859_1);
        if (!MANIFEST_LINE.matcher(manifest).matches() || !Files.exists(folder.resolve(manifest.strip()))) {
            return "CURRENT names '" + manifest.strip() + "', which is not there";
        }
        if (!Files.exists(folder.resolve(HeadWitness.FILE))) {
            return "there is no HEAD file, so that nobody knows how far the journal went";
        }
        try {
            return LiveTables.damages(folder).stream().map(FileDamage::toString).collect(Collectors.joining("; "));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean isRead(String format) {
        return format.equals(FORMAT) || format.equals(FORMAT_1);
    }

    /** Writes the FORMAT file of a new journal, so that it is on disk before the first record. */
    static void found(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(FORMAT_FILE))) {
            writeFormat(folder);
        }
    }

    /** Lets no older build open a journal that gets what it cannot read. */
    static void raiseFormat(Path folder) throws IOException {
        if (!Files.readString(folder.resolve(FORMAT_FILE), StandardCharsets.ISO_8859_1).equals(FORMAT)) {
            writeFormat(folder);
        }
    }

    private static void writeFormat(Path folder) throws IOException {
        Path draft = folder.resolve(FORMAT_FILE + ".new");
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(StandardCharsets.US_ASCII.encode(FORMAT));
            channel.force(true);
        }
        Files.move(draft, folder.resolve(FORMAT_FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
    }

    /** Makes new names in a folder durable. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
