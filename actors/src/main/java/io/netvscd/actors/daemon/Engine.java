package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.Edges;
import io.netvscd.actors.edge.Post;
import io.netvscd.actors.owner.MachineStates;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.RetentionRules;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the daemon and the demonstration have in common: the journal, the actor system with its device manager, the thread of the datapaths,
 * the edges and the board.
 */
public final class Engine implements AutoCloseable {
    /** The name of the thread without which nothing works; it ends by itself only when it has failed. */
    public static final String DATAPATH_THREAD = "datapath";

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration WHILE_OWNERS_RECOVER = Duration.ofSeconds(10);
    /** Three stages of the device manager and some air. */
    private static final long STOP_SECONDS = 12;

    private final JournalStore journal;
    private final RetentionRules retention;
    private final DatapathLoop loop;
    private final Ticker ticker;
    private final BlackBoxes blackBoxes;
    private final OwnerSystem owners;

    private Engine(JournalStore journal, RetentionRules retention, DatapathLoop loop, OwnerSystem owners) {
        this.journal = journal;
        this.retention = retention;
        this.loop = loop;
        this.owners = owners;
        ticker = new Ticker(journal.nextEpoch());
        journal.keepUp(retention, new MachineStates(Machines::of), WHILE_OWNERS_RECOVER);
        board().watch(this::pin);
        blackBoxes = new BlackBoxes(journal.folder(), ticker.bootEpoch(), ticker::lastTick);
        board().watch(blackBoxes::hear);
        owners.open(journal, ticker);
    }

    /**
     * Opens the journal and makes everything ready; no owner exists yet.
     *
     * @throws RuntimeException of the store, which says what is wrong with the folder and what mends it
     */
    public static Engine open(Path journalFolder) throws ErrnoException {
        return open(journalFolder, RetentionRules.NONE);
    }

    /** The same with a journal that forgets. */
    public static Engine open(Path journalFolder, RetentionRules retention) throws ErrnoException {
        // Neither needs the other, and each takes a good part of a start.
        CompletableFuture<OwnerSystem> owners = Ahead.begin("owner-system", OwnerSystem::create);
        JournalStore journal = null;
        try {
            journal = JournalStore.open(journalFolder);
            DatapathLoop loop = new DatapathLoop(DATAPATH_THREAD, DatapathLoop.DEFAULT_SPIN_NS, Engine::failed).start();
            return new Engine(journal, retention, loop, owners.join());
        } catch (ErrnoException | RuntimeException failed) {
            owners.thenAccept(OwnerSystem::terminate);
            if (journal != null) {
                journal.close();
            }
            throw failed;
        }
    }

    /** The records around an incident outlive others. */
    private void pin(TransitionRecord turn) {
        if (Incidents.opens(turn)) {
            journal.pin(turn.stamp().wallClockMs(), turn.owner() + ": " + turn.input().getClass().getSimpleName());
        }
    }

    /**
     * A NIC without its datapath is worse than a daemon that starts again: the thread ends, and whoever runs it hears
     * of that.
     */
    private static void failed(Pollable pollable, RuntimeException fault) {
        throw new IllegalStateException("the datapath cannot go on without " + pollable, fault);
    }

    /** Has the owners of these NICs recover what they know; they begin when they are started. */
    public void recall(List<NicFacts> nics) {
        owners.tell(new DeviceManager.Recall(nics));
    }

    /** Has the owners of these NICs begin; their edges are there. */
    public void start(List<NicFacts> nics) {
        owners.tell(new DeviceManager.Start(nics));
    }

    /**
     * Calls {@code alive} once both the actors and the datapath's thread have shown that they still take their turns.
     */
    public void ping(Runnable alive) {
        owners.tell(new DeviceManager.Ping(() -> loop.execute(alive)));
    }

    /** Stops all owners in order; what they ordered last has been handed to the edges when this returns. */
    public void stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        owners.tell(new DeviceManager.Stop(done));
        try {
            done.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("not all owners ended in time");
        }
    }

    /** Ends the actor system, the datapath thread and the journal. */
    @Override
    public void close() {
        owners.close();
        loop.close();
        blackBoxes.close();
        journal.close();
    }

    /** What shall see the frames of a NIC's datapath: its black box, or nobody where there cannot be one. */
    public FrameWitness blackBox(String nic) {
        return blackBoxes.open(nic);
    }

    public JournalStore journal() {
        return journal;
    }

    /** How much of the past the journal keeps. */
    public RetentionRules retention() {
        return retention;
    }

    public DatapathLoop loop() {
        return loop;
    }

    public OwnerBoard board() {
        return owners.board();
    }

    public Edges edges() {
        return owners.edges();
    }

    public Post post() {
        return owners.post();
    }

    public Ticker ticker() {
        return ticker;
    }
}
