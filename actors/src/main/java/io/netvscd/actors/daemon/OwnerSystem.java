package io.netvscd.actors.daemon;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.ConfigFactory;
import io.netvscd.actors.edge.Edges;
import io.netvscd.actors.edge.Post;
import io.netvscd.actors.edge.TellEdge;
import io.netvscd.actors.owner.Ticker;
import io.netvscd.journal.akka.JournalStoreExtension;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoreRefused;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actor system with its device manager, and what owners hear and act through. It comes up without a journal, and makes no owner before
 * it has one.
 */
final class OwnerSystem {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerSystem.class);
    private static final Duration JOURNAL_DEADLINE = Duration.ofSeconds(30);
    private static final long END_SECONDS = 12;

    private final OwnerBoard board = new OwnerBoard();
    private final Edges edges = new Edges();
    private final PostOffice post = new PostOffice();
    private final ActorSystem<DeviceManager.Command> system;
    private volatile Ticker ticker;

    private OwnerSystem() {
        edges.with(new TellEdge(post));
        system = ActorSystem.create(
                DeviceManager.create(new DeviceManager.Setup(
                        Machines::of,
                        () -> ticker,
                        edges,
                        board,
                        JournalStoreExtension.JOURNAL_PLUGIN)),
                "netvscd",
                ConfigFactory.load(OwnerSystem.class.getClassLoader(), "netvscd-akka"));
    }

    static OwnerSystem create() {
        return new OwnerSystem();
    }

    /**
     * Gives it the journal, and the ticker of this life; from now on there can be owners.
     *
     * @throws StoreRefused where the journal's actor does not answer
     */
    void open(JournalStore journal, Ticker stamps) {
        ticker = stamps;
        JournalStoreExtension.Access access = JournalStoreExtension.of(Adapter.toClassic(system));
        access.provide(journal);
        access.awaitJournal(JOURNAL_DEADLINE);
        post.open(system);
    }

    void tell(DeviceManager.Command command) {
        system.tell(command);
    }

    OwnerBoard board() {
        return board;
    }

    Edges edges() {
        return edges;
    }

    Post post() {
        return post;
    }

    /** Ends it, some time. */
    void terminate() {
        system.terminate();
    }

    /** Ends it, and waits until it has ended. */
    void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("the actor system did not end in time");
        }
    }
}
