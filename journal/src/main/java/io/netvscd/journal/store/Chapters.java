package io.netvscd.journal.store;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The chapters that a database says it has. */
final class Chapters {
    private Chapters() {
    }

    /** All, in order; {@link JournalDamaged} where one is not whole. */
    static List<Chapter> all(Database database) throws IOException {
        List<Chapter> chapters = new ArrayList<>();
        database.scan(Keys.Kind.CHAPTER.start(), (key, value) -> {
            boolean isChapter = Keys.Kind.CHAPTER.holds(key);
            if (isChapter) {
                chapters.add(decode(key, value));
            }
            return isChapter;
        });
        return chapters;
    }

    private static Chapter decode(byte[] key, byte[] value) {
        try {
            Chapter chapter = Chapter.decode(value);
            if (chapter.last().position() != Keys.lastNumber(key)) {
                throw new IllegalArgumentException("it was written as that of record " + chapter.last().position());
            }
            return chapter;
        } catch (IllegalArgumentException e) {
            throw new JournalDamaged("the chapter of record " + Keys.lastNumber(key), e.getMessage(), 0, 0, e);
        }
    }

    /** Sees that each follows the one before, and gives the end of the last; {@link JournalDamaged} where one is missing. */
    static Head follow(Database database, Cuts cuts) throws IOException {
        Head head = Head.START;
        for (Chapter chapter : all(database)) {
            Cut cut = cuts.after(head);
            head = cut == null ? head : cut.after();
            if (!chapter.before().equals(head)) {
                throw new JournalDamaged("the chapter of record " + chapter.last().position(), "it begins after record "
                        + chapter.before().position() + ", and the one before it ends with record " + head.position(),
                        head.position(), 0, null);
            }
            head = chapter.last();
        }
        return head;
    }
}
