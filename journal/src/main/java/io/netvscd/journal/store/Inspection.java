package io.netvscd.journal.store;

import io.netvscd.journal.format.Head;
import io.netvscd.journal.leveldb.DatabaseFiles;
import io.netvscd.journal.leveldb.FileDamage;
import io.netvscd.journal.leveldb.LiveTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, once a journal is open, at everything that was believed when it was opened: the chain over all records in the chapters, and every
 * octet of the tables. It takes its time, so that nobody else has to wait.
 */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);
    private static final int PACE = 4_096;
    /** Rests so many times as long as it works. */
    private static final int REST = 2;

    private final GuardedDatabase database;
    private final Path folder;
    private final Head upTo;
    private long workedSinceNs = System.nanoTime();
    private volatile long position;
    private volatile boolean complete;
    private volatile String damage = "";

    /** @param upTo what follows has been looked at already */
    Inspection(GuardedDatabase database, Path folder, Head upTo) {
        this.database = database;
        this.folder = folder;
        this.upTo = upTo;
    }

    /** Looks at everything, until {@code stopped}. */
    void run(BooleanSupplier stopped) {
        try {
            RecordCursor cursor = RecordCursor.upTo(database, upTo);
            cursor.forEachWhile(record -> {
                if (record.position() % PACE == 0) {
                    position = record.position();
                    rest();
                }
                return !stopped.getAsBoolean();
            });
            for (Path table : LiveTables.of(folder)) {
                List<FileDamage> damages = stopped.getAsBoolean() ? List.of() : DatabaseFiles.checkTable(table);
                if (!damages.isEmpty()) {
                    found(damages.get(0).toString());
                }
                rest();
            }
            position = upTo.position();
            complete = !stopped.getAsBoolean();
        } catch (JournalDamaged e) {
            found(e.getMessage());
        } catch (IOException e) {
            found("the tables cannot be read: " + e.getMessage());
        }
    }

    private void found(String what) {
        damage = damage.isEmpty() ? what : damage;
        LOG.error("{}: {}; what was recorded before it is whole, see 'replay-tool verify'", folder, what);
    }

    private void rest() {
        LockSupport.parkNanos(REST * (System.nanoTime() - workedSinceNs));
        workedSinceNs = System.nanoTime();
    }

    /** How far it has come. */
    JournalHealth.Checked checked() {
        return new JournalHealth.Checked(position, complete, damage);
    }
}
