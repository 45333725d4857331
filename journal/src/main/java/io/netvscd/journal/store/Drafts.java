package io.netvscd.journal.store;

import io.netvscd.journal.format.Head;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/** The chapters that are not on disk as such: the one that is being written, and what has just been completed. */
final class Drafts {
    private final List<ChapterDraft> drafts = new CopyOnWriteArrayList<>();

    Drafts(ChapterDraft first) {
        drafts.add(first);
    }

    /** The one that is being written. */
    ChapterDraft current() {
        return drafts.get(drafts.size() - 1);
    }

    /** Begins the next one. */
    void begin(Head before) {
        drafts.add(new ChapterDraft(before));
    }

    /** Those that were completed are on disk; false where none was. */
    boolean forgetCompleted() {
        boolean any = drafts.size() > 1;
        while (drafts.size() > 1) {
            drafts.remove(0);
        }
        return any;
    }

    /** The groups that hold records of an owner, in order; some may not be on disk yet. */
    LongStream groups(String persistenceId) {
        return drafts.stream().flatMapToLong(draft -> LongStream.of(draft.groups(persistenceId)));
    }
}
