package io.netvscd.journal.store;

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
        database.scan(Keys.firstDeleted(), (key, value) -> {
            boolean mark = Keys.isDeleted(key);
            if (mark) {
                deleted.put(Keys.owner(key), Keys.number(value, Long.BYTES));
            }
            return mark;
        });
        return deleted;
    }

    /** The highest of the boot epochs counted and of those in records. */
    static long epoch(Database database, Chain chain) throws IOException {
        byte[] counted = database.get(Keys.EPOCH);
        return Math.max(counted == null ? 0 : Keys.number(counted, Long.BYTES), chain.newest().bootEpoch());
    }
}
