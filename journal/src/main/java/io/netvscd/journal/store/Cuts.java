package io.netvscd.journal.store;

import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import java.io.IOException;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stretches that retention has taken away, by the position before each. */
final class Cuts {
    private static final Logger LOG = LoggerFactory.getLogger(Cuts.class);

    private final NavigableMap<Long, Cut> byStart = new ConcurrentSkipListMap<>();

    /** Those that a database notes; {@link JournalDamaged} where a note is not whole. */
    static Cuts of(Database database) throws IOException {
        Cuts cuts = new Cuts();
        database.scan(Keys.Kind.CUT.start(), (key, value) -> {
            boolean isCut = Keys.Kind.CUT.holds(key);
            if (isCut) {
                try {
                    cuts.add(Cut.decode(value));
                } catch (IllegalArgumentException e) {
                    throw new JournalDamaged("the cut after record " + Keys.lastNumber(key), e.getMessage(), 0, 0, e);
                }
            }
            return isCut;
        });
        return cuts;
    }

    /** Those that can be read; where a cut is noted and the note is lost, the chain ends. */
    static Cuts readable(GuardedDatabase database) {
        try {
            return database.read(open -> readable(open));
        } catch (IOException e) {
            LOG.debug("the notes of cuts", e);
            return new Cuts();
        }
    }

    /** The same of an open database. */
    static Cuts readable(Database database) {
        try {
            return of(database);
        } catch (IOException | JournalDamaged e) {
            LOG.debug("the notes of cuts", e);
            return new Cuts();
        }
    }

    void add(Cut cut) {
        byStart.put(cut.before().position(), cut);
    }

    /** The cut that begins where the chain stands, null where none does. */
    Cut after(Head head) {
        Cut cut = byStart.get(head.position());
        return cut != null && cut.before().equals(head) ? cut : null;
    }

    /** The cut that ends where the chain stands, null where none does. */
    Cut endingAt(Head head) {
        return byStart.values().stream().filter(cut -> cut.after().equals(head)).findFirst().orElse(null);
    }

    void remove(Cut cut) {
        byStart.remove(cut.before().position());
    }

    /** All, in the order of their places. */
    Collection<Cut> all() {
        return byStart.values();
    }

    long records() {
        return byStart.values().stream().mapToLong(Cut::records).sum();
    }

    long gaps() {
        return byStart.values().stream().mapToLong(Cut::gaps).sum();
    }
}
