package io.netvscd.journal.store;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Keys;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal needs besides being written to, on a thread of its own: an inspection after the start, snapshots at the ends of chapters,
 * and retention.
 */
final class Upkeep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long ROUND_S = 60;
    /** May be written between two rounds even where nothing can go. */
    private static final long ALLOWANCE_MIN_BYTES = 1 << 20;

    private final JournalStore store;
    private final RetentionRules rules;
    private final Duration rest;
    private final Pins pins;
    private final Leases leases;
    private final ChapterStates states;
    private final Cutter cutter;
    private final Inspection inspection;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopped;

    Upkeep(JournalStore store, RetentionRules rules, OwnerStates states, Duration rest, Inspection inspection, Cuts cuts, Pins pins,
            Leases leases) {
        this.store = store;
        this.rules = rules;
        this.rest = rest;
        this.inspection = inspection;
        this.pins = pins;
        this.leases = leases;
        this.states = new ChapterStates(store, states);
        this.cutter = new Cutter(store, cuts);
    }

    /** A chapter is complete, or the end has come. */
    void wake() {
        news.release();
    }

    /** Ends the thread, soon. */
    void stop() {
        stopped = true;
        wake();
    }

    @Override
    public void run() {
        try {
            news.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
            inspection.run(() -> stopped);
            while (!stopped) {
                round();
                news.tryAcquire(ROUND_S, TimeUnit.SECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.allow(Long.MAX_VALUE, () -> { });
        }
    }

    /** What may be written before the next round, which comes early when it has been. */
    private long allowanceBytes() {
        return Math.max(ALLOWANCE_MIN_BYTES, rules.fullBytes() - store.bytes());
    }

    /** The next round will do what this one could not: the disk may be in trouble, or the journal about to be closed. */
    private void round() {
        try {
            List<Chapter> chapters = store.database().read(Chapters::all);
            if (makeSnapshots(chapters)) {
                prune(chapters);
            }
            store.allow(allowanceBytes(), this::wake);
        } catch (IOException | UncheckedIOException | IllegalStateException | JournalDamaged e) {
            store.allow(Long.MAX_VALUE, this::wake);
            if (!stopped) {
                LOG.warn("{}: neither snapshots nor retention for now: {}", store.folder(), e.getMessage());
            }
        }
    }

    private boolean makeSnapshots(List<Chapter> chapters) throws IOException {
        long done = states.position();
        for (Chapter chapter : chapters) {
            if (chapter.last().position() > done && (stopped || !states.add(chapter))) {
                return false;
            }
        }
        return true;
    }

    private void prune(List<Chapter> chapters) throws IOException {
        List<RetentionPlan.Sized> sized = new ArrayList<>();
        for (Chapter chapter : chapters) {
            sized.add(new RetentionPlan.Sized(chapter, store.database().read(open -> bytes(open, chapter))));
        }
        long newestMs = chapters.isEmpty() ? 0 : chapters.get(chapters.size() - 1).lastWallClockMs();
        // A clock that runs far ahead for a while must not make everything old.
        long nowMs = Math.min(System.currentTimeMillis(), newestMs);
        List<Chapter> going = RetentionPlan.of(rules, pins.all(), sized, folderBytes(store.folder()), nowMs);
        Chapter first = null;
        Chapter last = null;
        for (Chapter chapter : going) {
            if (stopped || chapter.last().position() > leases.free() || !cutter.cut(chapter)) {
                break;
            }
            first = first == null ? chapter : first;
            last = chapter;
        }
        if (last != null) {
            LOG.info("{}: records {} to {} were taken away by retention", store.folder(), first.before().position() + 1,
                    last.last().position());
            giveBack(first, last);
            forgetPins();
        }
    }

    private void forgetPins() throws IOException {
        List<Chapter> left = store.database().read(Chapters::all);
        List<Change> forgotten = left.isEmpty() ? List.of() : pins.forgetBefore(left.get(0).firstWallClockMs());
        if (!forgotten.isEmpty()) {
            store.change(forgotten);
        }
    }

    private void giveBack(Chapter first, Chapter last) throws IOException {
        byte[] from = first.single() ? Keys.record(first.before().position() + 1) : Keys.group(first.before().position() + 1);
        byte[] to = last.single() ? Keys.record(last.last().position()) : Keys.group(last.last().position());
        store.database().read(open -> {
            open.compact(first.single() == last.single() ? from : Keys.Kind.GROUP.start(), to);
            return null;
        });
    }

    private static long bytes(Database open, Chapter chapter) throws IOException {
        long first = chapter.before().position() + 1;
        long last = chapter.last().position();
        return chapter.single() ? open.approximateBytes(Keys.record(first), Keys.record(last + 1))
                : open.approximateBytes(Keys.group(first), Keys.group(last + 1));
    }

    /** What all files of the journal have; black boxes, in their own folder, have their own bound. */
    static long folderBytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        }
    }

    JournalHealth.Checked checked() {
        return inspection.checked();
    }

    /** Keeps the records around a moment. */
    void pin(long momentMs, String why) {
        Change change = pins.add(momentMs - rules.pinBeforeMs(), momentMs + rules.pinAfterMs(), why);
        store.change(List.of(change));
    }
}
