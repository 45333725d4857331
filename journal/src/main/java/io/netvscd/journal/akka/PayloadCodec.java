package io.netvscd.journal.akka;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.persistence.PersistentRepr;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import io.netvscd.journal.store.Entry;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;

/** Persistent messages to entries and back, through Akka's serialization. Nothing here asks a clock: time is the record's stamp. */
final class PayloadCodec {
    private final Serialization serialization;

    PayloadCodec(ActorSystem system) {
        this.serialization = SerializationExtension.get(system);
    }

    /** The entry of a message; an exception where no serializer takes the payload. */
    Entry toEntry(PersistentRepr message) {
        Object payload = message.payload();
        Serializer serializer = serialization.findSerializerFor(payload);
        byte[] octets = serialization.serialize(payload).get();
        Stamp stamp = payload instanceof TransitionRecord transition ? transition.stamp() : Entry.NO_STAMP;
        return new Entry(message.persistenceId(), message.sequenceNr(), message.writerUuid(), serializer.identifier(),
                Serializers.manifestFor(serializer, payload), message.manifest(), stamp, octets);
    }

    PersistentRepr toMessage(Entry entry) {
        Object payload = serialization.deserialize(entry.payload(), entry.serializerId(), entry.manifest()).get();
        return PersistentRepr.apply(payload, entry.sequenceNr(), entry.persistenceId(), entry.eventManifest(), false,
                ActorRef.noSender(), entry.writerUuid());
    }
}
