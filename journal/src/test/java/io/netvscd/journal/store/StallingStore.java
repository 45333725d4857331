package io.netvscd.journal.store;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A store on a disk whose syncs do not return while it is told to stall. */
public final class StallingStore {
    private final FaultyDatabase.Disk disk = new FaultyDatabase.Disk();
    private final CountDownLatch well = new CountDownLatch(1);
    private final JournalStore store;

    /** @param stallMs a write that takes longer counts as trouble */
    public StallingStore(Path folder, long stallMs) {
        store = JournalStore.open(folder, new StoreOptions(1 << 20, 1 << 20, stallMs, 1, 5, 0), disk);
    }

    public JournalStore store() {
        return store;
    }

    public void stall() {
        disk.stalled = well;
    }

    public void heal() {
        disk.stalled = null;
        well.countDown();
    }
}
