package io.netvscd.journal.store;

import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.OwnerRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The snapshots at which owners' stories go on although what was before is not there: at the ends of cuts, and before a first record. */
final class Beginnings {
    private Beginnings() {
    }

    static List<StoredSnapshot> of(Database open) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        open.scan(Keys.Kind.SNAPSHOT.start(), (key, value) -> {
            boolean isSnapshot = Keys.Kind.SNAPSHOT.holds(key);
            if (isSnapshot && Keys.number(key, 2 * Long.BYTES) == 0) {
                keys.add(key);
            }
            return isSnapshot;
        });
        for (Cut cut : Cuts.readable(open).all()) {
            for (OwnerRun run : cut.owners()) {
                Snapshots.Range end = new Snapshots.Range(run.last(), run.last(), Long.MIN_VALUE, Long.MAX_VALUE);
                Snapshots.scan(open, run.persistenceId(), end, (key, value) -> keys.add(key));
            }
        }
        List<StoredSnapshot> snapshots = new ArrayList<>();
        for (byte[] key : keys) {
            snapshots.add(Snapshots.decode(key, open.get(key)));
        }
        return snapshots;
    }

    /** What stores these as beginnings in a journal whose numbers start anew. */
    static List<Change> changes(List<StoredSnapshot> snapshots) {
        List<Change> changes = new ArrayList<>();
        for (StoredSnapshot each : snapshots) {
            changes.add(Snapshots.change(new StoredSnapshot(each.persistenceId(), 0, changes.size(), each.serializerId(), each.manifest(),
                    each.payload())));
        }
        return changes;
    }
}
