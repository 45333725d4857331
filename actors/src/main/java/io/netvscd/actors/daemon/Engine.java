package io.netvscd.actors.daemon;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.netvscd.actors.edge.Edges;
import io.netvscd.actors.edge.Post;
import io.netvscd.actors.edge.TellEdge;
import io.netvscd.actors.owner.MachineStates;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.datapath.linux.DatapathLoop;
import io.netvscd.datapath.linux.ErrnoException;
import io.netvscd.datapath.port.Pollable;
import io.netvscd.journal.akka.JournalStoreExtension;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.RetentionRules;
import io.netvscd.journal.store.StoreRefused;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration JOURNAL_DEADLINE = Duration.ofSeconds(30);
    private static final Duration WHILE_OWNERS_RECOVER = Duration.ofSeconds(10);
    /** Three stages of the device manager and some air. */
    private static final long STOP_SECONDS = 12;

    private final JournalStore journal;
    private final RetentionRules retention;
    private final DatapathLoop loop;
    private final OwnerBoard board = new OwnerBoard();
    private final Edges edges = new Edges();
    private final PostOffice post = new PostOffice();
    private final Ticker ticker;
    private final BlackBoxes blackBoxes;
    private final ActorSystem<DeviceManager.Command> system;
    private final Map<String, Runnable> beginnings = new ConcurrentHashMap<>();

    private Engine(JournalStore journal, RetentionRules retention, DatapathLoop loop) {
        this.journal = journal;
        this.retention = retention;
        this.loop = loop;
        ticker = new Ticker(journal.nextEpoch());
        journal.keepUp(retention, new MachineStates(Machines::of), WHILE_OWNERS_RECOVER);
        board.watch(this::pin);
        blackBoxes = new BlackBoxes(journal.folder(), ticker.bootEpoch(), ticker::lastTick);
        board.watch(blackBoxes::hear);
        edges.with(new TellEdge(post));
        Config akka = ConfigFactory.load(Engine.class.getClassLoader(), "netvscd-akka");
        system = ActorSystem.create(
                DeviceManager.create(new DeviceManager.Setup(
                        Machines::of,
                        ticker,
                        edges,
                        board,
                        JournalStoreExtension.JOURNAL_PLUGIN,
                        nic -> beginnings.getOrDefault(nic, () -> { }).run())),
                "netvscd",
                akka);
        JournalStoreExtension.Access access = JournalStoreExtension.of(Adapter.toClassic(system));
        access.provide(journal);
        try {
            access.awaitJournal(JOURNAL_DEADLINE);
        } catch (StoreRefused silent) {
            system.terminate();
            throw silent;
        }
        post.open(system);
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
        JournalStore journal = JournalStore.open(journalFolder);
        try {
            DatapathLoop loop = new DatapathLoop(DATAPATH_THREAD, DatapathLoop.DEFAULT_SPIN_NS, Engine::failed).start();
            return new Engine(journal, retention, loop);
        } catch (ErrnoException | RuntimeException failed) {
            journal.close();
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

    /**
     * Has this run whenever the owners of a NIC begin again, before they do: it brings what they act on back to its beginning.
     */
    public void whenBeginningAgain(String nic, Runnable reset) {
        beginnings.put(nic, reset);
    }

    /** Makes the owners of these NICs; their edges are there. */
    public void start(List<NicFacts> nics) {
        system.tell(new DeviceManager.Start(nics));
    }

    /**
     * Calls {@code alive} once both the actors and the datapath's thread have shown that they still take their turns.
     */
    public void ping(Runnable alive) {
        system.tell(new DeviceManager.Ping(() -> loop.execute(alive)));
    }

    /** Stops all owners in order; what they ordered last has been handed to the edges when this returns. */
    public void stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        system.tell(new DeviceManager.Stop(done));
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
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("the actor system did not end in time");
        }
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
        return board;
    }

    public Edges edges() {
        return edges;
    }

    public Post post() {
        return post;
    }

    public Ticker ticker() {
        return ticker;
    }
}
