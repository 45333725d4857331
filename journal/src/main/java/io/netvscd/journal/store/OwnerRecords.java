package io.netvscd.journal.store;

import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Envelope;
import io.netvscd.journal.format.Group;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.OwnerIndex;
import io.netvscd.journal.format.RecordForm;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Predicate;

/** Finds the records of one owner on disk: through the index of format 1, the indexes of the chapters, and what is in no chapter yet. */
final class OwnerRecords {
    /** Groups passed over one by one rather than sought: a search costs as much as about so many steps. */
    private static final int STEPS = 8;

    private final Database database;
    private final String persistenceId;
    private final byte[] mark;
    private final Predicate<Entry> visitor;
    private boolean wanted = true;

    /** @param visitor is shown each record in order, and says whether it wants more */
    OwnerRecords(Database database, String persistenceId, Predicate<Entry> visitor) {
        this.database = database;
        this.persistenceId = persistenceId;
        this.mark = RecordForm.ownerMark(persistenceId);
        this.visitor = visitor;
    }

    /**
     * Shows all from a sequence number on, some before it among them.
     *
     * @param drafted groups that hold records of the owner and are in no chapter; those that are not on disk yet are left out
     */
    void show(long from, long[] drafted) throws IOException {
        showSingles(from);
        try (Database.Rows index = database.rows(); Database.Rows groups = database.rows()) {
            byte[] first = Keys.ownerIndex(persistenceId, from);
            boolean more = wanted && index.seek(first);
            while (more && wanted && Keys.sameOwner(index.key(), first, Long.BYTES)) {
                showGroups(groups, indexed(index), true);
                more = index.next();
            }
            showGroups(groups, drafted, false);
        }
    }

    private long[] indexed(Database.Rows index) throws IOException {
        try {
            return OwnerIndex.decode(index.value());
        } catch (IllegalArgumentException e) {
            throw new IOException("the index of " + persistenceId + " up to sequence number " + Keys.lastNumber(index.key()) + ": "
                    + e.getMessage(), e);
        }
    }

    private void showGroups(Database.Rows rows, long[] positions, boolean mustBeThere) throws IOException {
        byte[] key = null;
        for (int i = 0; i < positions.length && wanted; i++) {
            byte[] sought = Keys.group(positions[i]);
            key = moveTo(rows, key, sought);
            if (Arrays.equals(key, sought)) {
                showGroup(positions[i], rows.value());
            } else if (mustBeThere) {
                throw new IOException("the index of " + persistenceId + " names a group at position " + positions[i]
                        + ", where none is");
            }
        }
    }

    private static byte[] moveTo(Database.Rows rows, byte[] from, byte[] sought) throws IOException {
        byte[] key = from;
        for (int step = 0; key != null && step < STEPS && Arrays.compareUnsigned(key, sought) < 0; step++) {
            key = rows.next() ? rows.key() : null;
        }
        if (key == null || Arrays.compareUnsigned(key, sought) < 0) {
            key = rows.seek(sought) ? rows.key() : null;
        }
        return key;
    }

    private void showGroup(long position, byte[] octets) throws IOException {
        try {
            Group group = Group.open(position, octets);
            while (wanted && group.hasNext()) {
                if (group.isNextOf(mark)) {
                    wanted = visitor.test(group.next());
                } else {
                    group.skip();
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the group at position " + position + ": " + e.getMessage(), e);
        }
    }

    private void showSingles(long from) throws IOException {
        byte[] first = Keys.index(persistenceId, from);
        try (Database.Rows index = database.rows()) {
            boolean more = index.seek(first);
            while (more && wanted && Keys.sameOwner(index.key(), first, Long.BYTES)) {
                wanted = visitor.test(single(Keys.lastNumber(index.value())));
                more = index.next();
            }
        }
    }

    private Entry single(long position) throws IOException {
        byte[] octets = database.get(Keys.record(position));
        if (octets == null) {
            throw new IOException("the index of " + persistenceId + " names position " + position + ", where no record is");
        }
        try {
            return Envelope.decode(position, octets);
        } catch (IllegalArgumentException e) {
            throw new IOException("record " + position + ": " + e.getMessage(), e);
        }
    }
}
