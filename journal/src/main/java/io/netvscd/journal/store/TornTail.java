package io.netvscd.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a journal that may have been cut off in the middle of a write. LevelDB, when paranoid, takes such a torn record at the end of its
 * log for damage. It is none if everything that is looked at when a journal is opened is whole, and goes at least as far as the witness
 * knows: then the torn one was never acknowledged.
 */
final class TornTail {
    private static final Logger LOG = LoggerFactory.getLogger(TornTail.class);

    /** What LevelDB may write to a copy when it opens it. */
    private static final long RESERVE_BYTES = 16 << 20;

    private TornTail() {
    }

    /** Opens a folder for writing; an {@link IOException} where more than an unacknowledged write is lost. */
    static Database open(Path folder) throws IOException {
        try {
            return LevelDatabase.open(folder);
        } catch (IOException e) {
            if (!StoreFolder.hasData(folder) || !isAllThatIsLost(folder)) {
                throw e;
            }
            LOG.warn("{}: a write was cut off before it was acknowledged; everything before it is whole ({})",
                    folder, e.getMessage());
            return LevelDatabase.openWithoutDamagedLog(folder);
        }
    }

    private static boolean isAllThatIsLost(Path folder) {
        try (FolderCopy copy = FolderCopy.of(folder);
                GuardedDatabase database = new GuardedDatabase(copy.folder(), LevelDatabase::openWithoutDamagedLog, RESERVE_BYTES)) {
            Opening.check(database, folder);
            return true;
        } catch (IOException | JournalDamaged e) {
            LOG.debug("not only the tail", e);
            return false;
        }
    }
}
