package io.netvscd.journal.store;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the journal of a daemon that does not run. The folder itself is never written to: what LevelDB writes when it opens a database
 * goes to a temporary copy. Every pass checks the whole chain as it goes.
 */
public final class JournalReader implements AutoCloseable {
    private final Path folder;
    private final FolderCopy copy;
    private final GuardedDatabase database;

    private JournalReader(Path folder, FolderCopy copy, GuardedDatabase database) {
        this.folder = folder;
        this.copy = copy;
        this.database = database;
    }

    /**
     * Opens a folder.
     *
     * @throws StoreRefused for a folder that is no journal, or one that a daemon has open
     */
    public static JournalReader open(Path folder) {
        FolderCopy copy = null;
        try {
            check(folder);
            copy = FolderCopy.of(folder);
            return new JournalReader(folder, copy, new GuardedDatabase(copy.folder(), at -> LevelDatabase.open(at, false), 0));
        } catch (IOException e) {
            if (copy != null) {
                copy.close();
            }
            throw new StoreRefused(folder, "it cannot be read: " + e.getMessage(),
                    "check who may read it; if the disk is well, the files are damaged", e);
        }
    }

    private static void check(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new StoreRefused(folder, "there is no such folder", "give a journal's folder or a bundle");
        }
        StoreFolder.check(folder);
        if (!StoreFolder.hasData(folder)) {
            throw new StoreRefused(folder, "there is no journal in it", "give a journal's folder or a bundle");
        }
        if (!Files.exists(folder.resolve(HeadWitness.FILE))) {
            throw new StoreRefused(folder, "there is no HEAD file, so that nobody knows how far the journal went",
                    "restore the folder from a copy or a bundle");
        }
        if (StoreLock.isHeld(folder)) {
            throw new StoreRefused(folder, "a daemon (" + StoreLock.holder(folder.resolve(StoreLock.FILE)) + ") has it open",
                    "ask the daemon: 'netvscd events' or 'netvscd export'");
        }
    }

    /** Shows every record in the total order; {@link JournalDamaged} after the last good one. */
    public void forEach(Consumer<StoredRecord> visitor) {
        RecordCursor cursor = cursor();
        for (StoredRecord next = cursor.next(); next != null; next = cursor.next()) {
            visitor.accept(next);
        }
    }

    /** All transition records in tick order. The stream throws {@link JournalDamaged} where the journal is. */
    public Stream<TransitionRecord> byTick() {
        Iterator<TransitionRecord> records = new TickOrder(cursor());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** What could not be kept, in order. */
    public List<JournalGap> gaps() {
        List<JournalGap> gaps = new ArrayList<>();
        new Replay(JournalGap.OWNER, 1, Long.MAX_VALUE, Long.MAX_VALUE, entry -> gaps.add(JournalCodec.decodeGap(entry.payload())))
                .fromDisk(database);
        return gaps;
    }

    private RecordCursor cursor() {
        try {
            return database.read(open -> new RecordCursor(folder, open));
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
