package io.netvscd.journal.store;

import io.netvscd.journal.format.Keys;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What the store needs to know beside the records when it opens. */
final class Recovery {
    private Recovery() {
    }

    /** The marks of deletion by persistence id. */
    static Map<String, Long> deleted(Database database) throws IOException {
        Map<String, Long> deleted = new HashMap<>();
        database.scan(Keys.Kind.DELETED.start(), (key, value) -> {
            boolean mark = Keys.Kind.DELETED.holds(key);
            if (mark) {
                deleted.put(Keys.owner(key), Keys.lastNumber(value));
            }
            return mark;
        });
        return deleted;
    }

    /** The highest of the boot epochs counted and of those in records. */
    static long epoch(Database database, Tally tally) throws IOException {
        byte[] counted = database.get(Keys.EPOCH);
        return Math.max(counted == null ? 0 : Keys.lastNumber(counted), tally.newest().bootEpoch());
    }
}
