package io.netvscd.journal.store;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal of a daemon that does not run. The folder itself is never written to: what LevelDB writes when it opens a database
 * goes to a temporary copy. Every pass checks the whole chain as it goes.
 */
public final class JournalReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
    /** What LevelDB may write to the copy when it opens it. */
    private static final long RESERVE_BYTES = 16 << 20;

    private final Path folder;
    private final FolderCopy copy;
    private final GuardedDatabase database;

    private final String repaired;

    private JournalReader(Path folder, FolderCopy copy, GuardedDatabase database, String repaired) {
        this.folder = folder;
        this.copy = copy;
        this.database = database;
        this.repaired = repaired;
    }

    /**
     * Opens a folder.
     *
     * @throws StoreRefused for a folder that is no journal, or one that a daemon has open
     */
    public static JournalReader open(Path folder) {
        return open(folder, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Opens a folder with its temporary copy in {@code scratch}. */
    static JournalReader open(Path folder, Path scratch) {
        FolderCopy copy = null;
        try {
            check(folder);
            copy = FolderCopy.of(folder, scratch);
            return open(folder, copy);
        } catch (GuardedDatabase.DiskFull e) {
            copy.close();
            throw new StoreRefused(folder, "it is read from a temporary copy, and there is no room for it: " + e.getMessage(),
                    "make room there, or name another place with -Djava.io.tmpdir=DIR", e);
        } catch (IOException e) {
            if (copy != null) {
                copy.close();
            }
            throw new StoreRefused(folder, "it cannot be read: " + e.getMessage(),
                    "check who may read it; if the disk is well, the files are damaged", e);
        }
    }

    /** Opens the copy as it is, or without what is damaged of its log, or as a repair leaves it: the first that succeeds. */
    private static JournalReader open(Path folder, FolderCopy copy) throws IOException {
        List<Database.Opener> openers =
                List.of(LevelDatabase::open, LevelDatabase::openWithoutDamagedLog, LevelDatabase::repair);
        String findings = StoreFolder.findings(folder);
        for (Database.Opener opener : findings.isEmpty() ? openers.subList(0, 2) : List.<Database.Opener>of()) {
            try {
                return new JournalReader(folder, copy, new GuardedDatabase(copy.folder(), opener, RESERVE_BYTES), findings);
            } catch (GuardedDatabase.DiskFull e) {
                throw e;
            } catch (IOException e) {
                findings = e.getMessage();
                copy.renew(folder);
            }
        }
        return new JournalReader(folder, copy, new GuardedDatabase(copy.folder(), openers.get(2), RESERVE_BYTES), findings);
    }

    private static void check(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !StoreFolder.hasData(folder)) {
            throw new StoreRefused(folder, Files.isDirectory(folder) ? "there is no journal in it" : "there is no such folder",
                    "give a journal's folder or a bundle");
        }
        StoreFolder.checkVersion(folder);
        if (StoreLock.isHeld(folder)) {
            throw new StoreRefused(folder, "a daemon (" + StoreLock.holder(folder.resolve(StoreLock.FILE)) + ") has it open",
                    "ask the daemon: 'netvscd events' or 'netvscd export'");
        }
    }

    /**
     * Why the files could not be opened as they are, so that the copy had to do with what of them can be read; empty where they could. The
     * chain tells whether anything is missing from that.
     */
    public String repaired() {
        return repaired;
    }

    /** Shows every record in the total order; {@link JournalDamaged} after the last good one. */
    public void forEach(Consumer<StoredRecord> visitor) {
        RecordCursor cursor = cursor();
        for (StoredRecord next = cursor.next(); next != null; next = cursor.next()) {
            visitor.accept(next);
        }
    }

    /** All transition records in tick order. The stream ends with {@link JournalDamaged} after the last good one. */
    public Stream<TransitionRecord> byTick() {
        return TickOrder.stream(cursor());
    }

    /** What could not be kept, in order, as far as the journal is whole. */
    public List<JournalGap> gaps() {
        try {
            return Replay.gaps(database, Drafting.ofTail(database, folder));
        } catch (JournalDamaged e) {
            return gapsBeforeTheDamage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JournalGap> gapsBeforeTheDamage() {
        List<JournalGap> gaps = new ArrayList<>();
        try {
            forEach(record -> {
                if (record.entry().isGap()) {
                    gaps.add(JournalCodec.decodeGap(record.entry().payload()));
                }
            });
        } catch (JournalDamaged e) {
            LOG.debug("{}: gaps up to the damage", folder, e);
        }
        return gaps;
    }

    /** The snapshots at which owners' stories go on although what was before is not there. */
    public List<StoredSnapshot> beginnings() {
        try {
            return database.read(Beginnings::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordCursor cursor() {
        try {
            return RecordCursor.overAll(database, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        copy.close();
    }
}
