package io.netvscd.journal.store;

import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.Standing;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is looked at before a journal is written to: that the chapters follow one another up to the newest, and every record after that one.
 * What stands in the chapters is looked at later. A journal of format 1, which has no chapters, is read whole, and gets them.
 *
 * @param head  where the chain stands
 * @param tally of all records
 * @param draft the chapter that is under way
 * @param cuts  what retention has taken away
 */
record Opening(Head head, Tally tally, ChapterDraft draft, Cuts cuts) {
    /** Looks at a database that is going to be written to; {@link JournalDamaged} where it is not what was written. */
    static Opening of(GuardedDatabase database, Path folder) throws IOException {
        Drafting drafting = follow(database, folder);
        StoreFolder.raiseFormat(folder);
        drafting.writeTo(database);
        return new Opening(drafting.head(), drafting.tally(), drafting.draft(), database.read(Cuts::of));
    }

    /** Looks, and writes nothing. */
    static void check(GuardedDatabase database, Path folder) throws IOException {
        follow(database, folder);
    }

    private static Drafting follow(GuardedDatabase database, Path folder) throws IOException {
        Cuts cuts = database.read(Cuts::of);
        Standing standing = database.read(Opening::standing);
        Head chaptersEnd = database.read(open -> Chapters.follow(open, cuts));
        if (!chaptersEnd.equals(standing.head())) {
            throw new JournalDamaged("the chapters", "they end at record " + chaptersEnd.position()
                    + " and should end at record " + standing.head().position(), chaptersEnd.position(), 0, null);
        }
        Drafting drafting = new Drafting(standing);
        RecordCursor.from(standing, database, folder, drafting).follow();
        return drafting;
    }

    /** What is known at the end of the newest chapter. */
    static Standing standing(Database database) throws IOException {
        byte[] octets = database.get(Keys.STANDING);
        try {
            return octets == null ? Standing.START : Standing.decode(octets);
        } catch (IllegalArgumentException e) {
            throw new JournalDamaged("the note of the newest chapter", e.getMessage(), 0, 0, e);
        }
    }
}
