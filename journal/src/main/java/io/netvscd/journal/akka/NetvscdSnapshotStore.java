package io.netvscd.journal.akka;

import akka.actor.ActorSystem;
import akka.dispatch.Futures;
import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotSelectionCriteria;
import akka.persistence.snapshot.japi.SnapshotStore;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.Snapshots;
import io.netvscd.journal.store.StoredSnapshot;
import java.util.Optional;
import java.util.concurrent.Callable;
import scala.compat.java8.FutureConverters;
import scala.concurrent.Future;

/** Akka Persistence's snapshot store, in the same database as the journal. */
public final class NetvscdSnapshotStore extends SnapshotStore {
    private final JournalStore store = JournalStoreExtension.of(system()).store();
    private final Serialization serialization = SerializationExtension.get(system());

    private ActorSystem system() {
        return context().system();
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return later(() -> store.snapshots().newest(persistenceId, range(criteria)).map(this::toSelected));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        Serializer serializer = serialization.findSerializerFor(snapshot);
        StoredSnapshot stored = new StoredSnapshot(metadata.persistenceId(), metadata.sequenceNr(), metadata.timestamp(),
                serializer.identifier(), Serializers.manifestFor(serializer, snapshot), serialization.serialize(snapshot).get());
        return FutureConverters.toScala(store.snapshots().save(stored));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        Snapshots.Range all = new Snapshots.Range(metadata.sequenceNr(), metadata.sequenceNr(),
                metadata.timestamp() == 0 ? Long.MIN_VALUE : metadata.timestamp(),
                metadata.timestamp() == 0 ? Long.MAX_VALUE : metadata.timestamp());
        return FutureConverters.toScala(store.snapshots().delete(metadata.persistenceId(), all));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return FutureConverters.toScala(store.snapshots().delete(persistenceId, range(criteria)));
    }

    private SelectedSnapshot toSelected(StoredSnapshot stored) {
        Object snapshot = serialization.deserialize(stored.payload(), stored.serializerId(), stored.manifest()).get();
        return SelectedSnapshot.create(
                new SnapshotMetadata(stored.persistenceId(), stored.sequenceNr(), stored.timestampMs()), snapshot);
    }

    private static Snapshots.Range range(SnapshotSelectionCriteria criteria) {
        return new Snapshots.Range(criteria.minSequenceNr(), criteria.maxSequenceNr(), criteria.minTimestamp(),
                criteria.maxTimestamp());
    }

    private <T> Future<T> later(Callable<T> work) {
        return Futures.future(work, context().dispatcher());
    }
}
