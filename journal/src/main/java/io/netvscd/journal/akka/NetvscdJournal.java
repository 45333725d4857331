package io.netvscd.journal.akka;

import akka.dispatch.Futures;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import com.typesafe.config.Config;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.store.JournalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import scala.compat.java8.FutureConverters;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Akka Persistence's journal on a {@link JournalStore}: all owners' writes share syncs. A write is never failed for the disk's sake; how
 * the disk is, the store's health says.
 */
public final class NetvscdJournal extends AsyncWriteJournal {
    private final JournalStore store = JournalStoreExtension.of(context().system()).store();
    private final PayloadCodec codec = new PayloadCodec(context().system());
    private final ExecutionContext replays;

    /** @param config the plugin's own part */
    public NetvscdJournal(Config config) {
        replays = context().system().dispatchers().lookup(config.getString("replay-dispatcher"));
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<Optional<Exception>> rejections = new ArrayList<>();
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (AtomicWrite write : messages) {
            List<PersistentRepr> reprs = CollectionConverters.asJava(write.payload());
            List<Entry> entries = new ArrayList<>();
            Optional<Exception> rejection = Optional.empty();
            try {
                for (PersistentRepr repr : reprs) {
                    entries.add(codec.toEntry(repr));
                }
            } catch (Exception e) {
                // Serializers throw what they like, checked or not; Scala does not say.
                rejection = Optional.of(e);
            }
            rejections.add(rejection);
            writes.add((rejection.isEmpty() ? store.append(entries, context().dispatcher())
                    : store.skip(write.persistenceId(), write.lowestSequenceNr(), reprs.size(), String.valueOf(rejection.get())))
                    .toCompletableFuture());
        }
        CompletionStage<Iterable<Optional<Exception>>> done =
                CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).thenApply(all -> rejections);
        return FutureConverters.toScala(done);
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return FutureConverters.toScala(store.deleteTo(persistenceId, toSequenceNr).thenApply(ack -> null));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long fromSequenceNr, long toSequenceNr, long max, Consumer<PersistentRepr> replayCallback) {
        return Futures.future(() -> {
            try (HandOver records = new HandOver(replayCallback)) {
                store.replay(persistenceId, fromSequenceNr, toSequenceNr, max, entry -> records.add(codec.toMessage(entry)));
            }
            return null;
        }, replays);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return Futures.successful(store.highestSequenceNr(persistenceId));
    }
}
