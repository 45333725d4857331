package io.netvscd.journal.store;

import io.netvscd.journal.format.Head;
import io.netvscd.journal.vocabulary.Stamp;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes until nothing waits, on whatever thread is there, one at a time. It takes everything that waits, writes it with one sync, and
 * acknowledges it; so a hundred owners share a sync, and one alone waits for no other thread. When a write fails it declares the trouble and
 * tries again until it succeeds or the store is closed.
 */
final class Writer implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final WriteQueue queue;
    private final GuardedDatabase database;
    private final HeadWitness witness;
    private final StoreOptions options;

    private final Cuts cuts;
    private final Drafts drafts;
    private final Composer composer;
    private final StallWatch watch;

    private volatile Runnable chapterCompleted = () -> { };
    private volatile Head head;
    private volatile long gaps;
    private volatile Stamp newest;

    Writer(WriteQueue queue, GuardedDatabase database, HeadWitness witness, StoreOptions options, Opening opening, Drafts drafts) {
        this.queue = queue;
        this.database = database;
        this.witness = witness;
        this.options = options;
        this.cuts = opening.cuts();
        this.drafts = drafts;
        this.composer = new Composer(opening.head(), opening.tally(), drafts);
        this.head = opening.head();
        this.gaps = opening.tally().gaps();
        this.newest = opening.tally().newest();
        watch = new StallWatch(options.stallMs(),
                () -> queue.declareStall("a write has taken longer than " + options.stallMs() + " ms"));
    }

    @Override
    public void run() {
        try {
            for (List<Pending> group = queue.take(); !group.isEmpty(); group = queue.take()) {
                Commit commit = composer.compose(group);
                if (!write(commit)) {
                    LOG.error("closed with {} records that the disk did not take", commit.records());
                    queue.abandon();
                    return;
                }
                note(commit);
                queue.settle();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the journal cannot be written any more", e);
            queue.abandon();
            throw e;
        }
    }

    /** Tries until the commit is on disk; false if the store was closed before that. */
    private boolean write(Commit commit) {
        long pauseMs = options.retryMinMs();
        boolean broken = false;
        for (boolean again = false;; again = true) {
            watch.begin();
            try {
                if (broken) {
                    database.reopen();
                }
                if (!broken || !isThere(commit)) {
                    database.write(commit.changes());
                }
                if (again) {
                    LOG.info("the journal can be written again");
                }
                return true;
            } catch (IOException | RuntimeException e) {
                broken |= !(e instanceof GuardedDatabase.DiskFull);
                if (!again) {
                    LOG.warn("the journal cannot be written, and records wait in memory: {}", e.getMessage());
                }
                queue.declareTrouble(String.valueOf(e.getMessage()));
            } finally {
                watch.end();
            }
            if (queue.awaitClose(pauseMs) && again) {
                return false;
            }
            pauseMs = Math.min(2 * pauseMs, options.retryMaxMs());
        }
    }

    /** Whether a write that was said to have failed reached the disk all the same. */
    private boolean isThere(Commit commit) throws IOException {
        if (commit.records() == 0) {
            return false;
        }
        Change first = commit.changes().get(0);
        return database.read(open -> Arrays.equals(open.get(first.key()), first.value()));
    }

    private void note(Commit commit) {
        head = commit.head();
        gaps = commit.gaps();
        newest = commit.newest();
        if (drafts.forgetCompleted()) {
            chapterCompleted.run();
        }
        try {
            if (commit.records() > 0) {
                witness.note(head);
            }
        } catch (IOException e) {
            LOG.warn("HEAD lags behind the journal: {}", e.getMessage());
        }
    }

    /** Calls {@code listener} whenever a chapter is complete and on disk. */
    void whenChapterCompleted(Runnable listener) {
        chapterCompleted = listener;
    }

    Head head() {
        return head;
    }

    @Override
    public void close() {
        watch.close();
    }

    JournalHealth health() {
        return queue.health(gaps - cuts.gaps(), head.position() - cuts.records(), newest.tick());
    }
}
