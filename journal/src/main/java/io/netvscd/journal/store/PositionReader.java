package io.netvscd.journal.store;

import io.netvscd.journal.format.Envelope;
import io.netvscd.journal.format.Group;
import io.netvscd.journal.format.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads records by their positions, without a look at the chain. */
final class PositionReader {
    private PositionReader() {
    }

    /** Records from a position on, in groups, until there are as many as asked for. */
    static List<StoredRecord> read(Database database, long from, int about) throws IOException {
        List<StoredRecord> found = new ArrayList<>();
        try (Database.Rows rows = database.rows()) {
            boolean more = rows.seek(Keys.record(from));
            while (more && found.size() < about && Keys.Kind.RECORD_V1.holds(rows.key())) {
                long position = Keys.lastNumber(rows.key());
                found.add(new StoredRecord(position, Envelope.decode(position, rows.value())));
                more = rows.next();
            }
            more = found.size() < about && rows.seek(Keys.group(from));
            while (more && found.size() < about && Keys.Kind.GROUP.holds(rows.key())) {
                take(Group.open(Keys.lastNumber(rows.key()), rows.value()), from, found);
                more = rows.next();
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("after record " + (from + found.size() - 1) + ": " + e.getMessage(), e);
        }
        return found;
    }

    private static void take(Group group, long from, List<StoredRecord> found) {
        while (group.hasNext()) {
            long position = group.nextPosition();
            if (position < from) {
                group.skip();
            } else {
                found.add(new StoredRecord(position, group.next()));
            }
        }
    }
}
