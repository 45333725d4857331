package io.netvscd.journal.store;

import io.netvscd.journal.format.Cut;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Keys;
import io.netvscd.journal.format.Pin;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that is open for writing, by one process. Safe for use by many threads; their writes share syncs.
 *
 * <p>A write never fails for the disk's sake: it is {@linkplain Ack acknowledged} as what it is, and {@link #health()} says how the
 * disk is.
 */
public final class JournalStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);

    private static final String TOOL = "tool";
    /** How long the thread that writes for those who bring none is kept while nothing is to be written. */
    private static final int IDLE_SECONDS = 10;

    private final Path folder;
    private final StoreLock lock;
    private final HeadWitness witness;
    private final GuardedDatabase database;
    private final WriteQueue queue;
    private final Drafts drafts;
    private final Writer writer;
    private final ThreadPoolExecutor ownThread;
    private final Map<String, Long> deleted;
    private final AtomicLong epoch;
    private final Object appending = new Object();
    private final Opening opened;
    private final Pins pins;
    private final Leases leases = new Leases();
    private Upkeep upkeep;
    private Thread upkeepThread;

    private JournalStore(Path folder, StoreLock lock, HeadWitness witness, GuardedDatabase database, StoreOptions options)
            throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.witness = witness;
        this.database = database;
        Opening opening = Opening.of(database, folder);
        this.deleted = new ConcurrentHashMap<>(database.read(Recovery::deleted));
        this.epoch = new AtomicLong(database.read(open -> Recovery.epoch(open, opening.tally())));
        this.queue = new WriteQueue(options, opening.tally().highest());
        this.drafts = new Drafts(opening.draft());
        this.opened = opening;
        this.pins = database.read(Pins::of);
        this.writer = new Writer(queue, database, witness, options, opening, drafts);
        this.ownThread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), run -> {
            Thread made = new Thread(run, "journal-writer");
            made.setDaemon(true);
            return made;
        });
        ownThread.allowCoreThreadTimeOut(true);
    }

    /** Opens a journal, or founds one where the folder is missing or empty. */
    public static JournalStore open(Path folder) {
        return open(folder, StoreOptions.DEFAULT);
    }

    /**
     * Opens a journal with other bounds.
     *
     * @throws StoreRefused   for a folder that another process has open or that is not a whole journal
     * @throws JournalDamaged where its records are not what was written
     */
    public static JournalStore open(Path folder, StoreOptions options) {
        return open(folder, options, TornTail::open);
    }

    static JournalStore open(Path folder, StoreOptions options, Database.Opener opener) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            StoreLock lock = StoreLock.take(folder);
            opened.add(lock);
            StoreFolder.check(folder);
            StoreFolder.found(folder);
            HeadWitness witness = HeadWitness.open(folder);
            opened.add(witness);
            GuardedDatabase database = database(folder, options, opener);
            opened.add(database);
            return new JournalStore(folder, lock, witness, database, options);
        } catch (IOException e) {
            closeAll(opened);
            throw new StoreRefused(folder, "it cannot be opened: " + e.getMessage(),
                    "check that the folder is on a writable disk with free space and belongs to this user", e);
        } catch (RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    private static GuardedDatabase database(Path folder, StoreOptions options, Database.Opener opener) {
        try {
            return new GuardedDatabase(folder, opener, options.reserveBytes());
        } catch (GuardedDatabase.DiskFull e) {
            throw new StoreRefused(folder, e.getMessage(), "make room: LevelDB cannot be opened safely without", e);
        } catch (IOException e) {
            throw new StoreRefused(folder, "LevelDB does not open it: " + e.getMessage(),
                    "if the disk is well, the files are damaged: look with 'replay-tool verify'", e);
        }
    }

    private static void closeAll(List<AutoCloseable> opened) {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                LOG.debug("closing", e);
            }
        }
    }

    public Path folder() {
        return folder;
    }

    /** Counts one more life of the daemon and gives its number, from 1. */
    public long nextEpoch() {
        long next = epoch.incrementAndGet();
        change(List.of(new Change(Keys.EPOCH, Keys.number(next)))).toCompletableFuture().join();
        return next;
    }

    /** Stores these entries together or not at all. Their sequence numbers must follow on those of their owners. */
    public CompletionStage<Ack> append(List<Entry> entries) {
        return append(entries, ownThread);
    }

    /**
     * The same, and where nobody writes yet, the writing is done by {@code executor}. It may be kept for as long as the disk is in trouble,
     * and never twice at a time.
     */
    public CompletionStage<Ack> append(List<Entry> entries, Executor executor) {
        return take(Pending.of(List.copyOf(entries)), executor);
    }

    private CompletionStage<Ack> take(Pending pending, Executor executor) {
        if (queue.offer(pending)) {
            try {
                executor.execute(writer);
            } catch (RejectedExecutionException over) {
                ownThread.execute(writer);
            }
        }
        return pending.ack();
    }

    /** Stores records together, each under the next sequence number of its owner. For tools that write a journal without actors. */
    public CompletionStage<Ack> append(TransitionRecord... records) {
        synchronized (appending) {
            List<Entry> entries = new ArrayList<>(records.length);
            Map<String, Long> next = new ConcurrentHashMap<>();
            for (TransitionRecord each : records) {
                String owner = each.owner().toString();
                long sequenceNr = next.merge(owner, highestSequenceNr(owner) + 1, (last, first) -> last + 1);
                entries.add(Entry.of(each, sequenceNr, TOOL));
            }
            return append(entries);
        }
    }

    /** Accounts for records that nobody can store, in place of them. */
    public CompletionStage<Ack> skip(String persistenceId, long firstSequenceNr, long count, String why) {
        synchronized (appending) {
            JournalGap gap = new JournalGap(epoch.get(), why,
                    List.of(new JournalGap.LostRecords(persistenceId, firstSequenceNr, count, 0, 0)));
            return append(gap);
        }
    }

    /** Stores a gap: what was lost elsewhere, from a tool that copies a journal. */
    public CompletionStage<Ack> append(JournalGap gap) {
        synchronized (appending) {
            return append(List.of(Entry.of(gap, highestSequenceNr(JournalGap.OWNER) + 1, Entry.NO_STAMP)));
        }
    }

    CompletionStage<Ack> change(List<Change> changes) {
        return take(Pending.ofChanges(changes), ownThread);
    }

    /** The highest sequence number that this owner has ever written, deleted and lost ones included; 0 before the first. */
    public long highestSequenceNr(String persistenceId) {
        return queue.highestSequenceNr(persistenceId);
    }

    /** Hides an owner's records up to a sequence number from its recovery. They stay in the journal, since it is evidence. */
    public CompletionStage<Ack> deleteTo(String persistenceId, long toSequenceNr) {
        long to = Math.min(toSequenceNr, highestSequenceNr(persistenceId));
        long marked = deleted.merge(persistenceId, to, Math::max);
        return change(List.of(new Change(Keys.deleted(persistenceId), Keys.number(marked))));
    }

    /** Shows an owner's records in order, those that still wait for the disk included. */
    public void replay(String persistenceId, long from, long to, long max, Consumer<Entry> visitor) {
        long first = Math.max(from, deleted.getOrDefault(persistenceId, 0L) + 1);
        new Replay(database, queue, drafts, opened.cuts()).run(persistenceId, Math.max(1, first), to, max, visitor);
    }

    /** Some records on disk from a position on, about as many as asked for, in the total order; empty at the end. Positions start with 1. */
    public List<StoredRecord> read(long fromPosition, int about) {
        try {
            return database.read(open -> PositionReader.read(open, fromPosition, about));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All transition records on disk just now, in tick order; what is written meanwhile is not among them. */
    public Stream<TransitionRecord> byTick() {
        Leases.Lease lease = leases.take();
        return TickOrder.stream(RecordCursor.upTo(database, writer.head(), lease)).onClose(lease::close);
    }

    /** What could not be kept, as far as the disk knows, in order. */
    public List<JournalGap> gaps() {
        return Replay.gaps(database, drafts);
    }

    /** The snapshots at which owners' stories go on although what was before is not there. */
    public List<StoredSnapshot> beginnings() {
        try {
            return database.read(Beginnings::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has owners' stories begin with these; for a tool that makes a journal of another one's records, before the first of them. */
    public CompletionStage<Ack> beginWith(List<StoredSnapshot> beginnings) {
        return change(Beginnings.changes(beginnings));
    }

    /** The position of the newest record on disk, 0 before the first. */
    public long headPosition() {
        return writer.head().position();
    }

    public JournalHealth health() {
        JournalHealth health = writer.health();
        return upkeep == null ? health : health.with(upkeep.checked());
    }

    /**
     * From now on this journal is kept up by a thread of its own: what was there is looked at, chapters get snapshots of their owners' states,
     * and the oldest go. Once, soon after it was opened.
     *
     * @param rest that the thread takes first, unless a chapter is completed meanwhile: whoever begins needs the processor for itself
     */
    public void keepUp(RetentionRules rules, OwnerStates states, Duration rest) {
        Inspection inspection = new Inspection(database, folder, opened.head());
        upkeep = new Upkeep(this, rules, states, rest, inspection, opened.cuts(), pins, leases);
        upkeepThread = new Thread(upkeep, "journal-upkeep");
        upkeepThread.setDaemon(true);
        writer.whenChapterCompleted(upkeep::wake);
        upkeepThread.start();
    }

    /** So many octets may be appended before {@code used} has made room for more; {@link Long#MAX_VALUE} for no bound. */
    void allow(long bytes, Runnable used) {
        queue.allow(bytes, used);
    }

    /** Keeps the records around a moment, in milliseconds since 1970, beyond their age; {@code why} is for people. */
    public void pin(long momentMs, String why) {
        if (upkeep != null) {
            upkeep.pin(momentMs, why);
        }
    }

    /** The times whose records are kept beyond their age. */
    public List<Pin> pins() {
        return List.copyOf(pins.all());
    }

    /** What all files of the journal have just now; black boxes, in their own folder, have their own bound. */
    public long bytes() {
        try {
            return Upkeep.folderBytes(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What retention has taken away, in order. */
    public List<Cut> cuts() {
        return List.copyOf(opened.cuts().all());
    }

    /** The snapshots of owners' states that stand beside their records. */
    public Snapshots snapshots() {
        return new Snapshots(this);
    }

    /** Who is reading all of it. */
    Leases leases() {
        return leases;
    }

    GuardedDatabase database() {
        return database;
    }

    /** Writes what waits, as far as the disk takes it, and closes. */
    @Override
    public void close() {
        boolean interrupted = false;
        if (upkeep != null) {
            upkeep.stop();
            interrupted = awaitEnd(upkeepThread);
        }
        queue.close();
        ownThread.shutdown();
        closeAll(List.of(lock, witness, database, writer));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitEnd(Thread ending) {
        boolean interrupted = false;
        while (ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
