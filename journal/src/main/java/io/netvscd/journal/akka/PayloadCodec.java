package io.netvscd.journal.akka;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.persistence.PersistentRepr;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.format.Entry;
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
        if (payload instanceof TransitionRecord transition) {
            return new Entry(message.persistenceId(), message.sequenceNr(), message.writerUuid(), JournalCodec.SERIALIZER_ID,
                    JournalCodec.TRANSITION, message.manifest(), transition.stamp(), JournalCodec.encode(transition));
        }
        Serializer serializer = serialization.findSerializerFor(payload);
        byte[] octets = serialization.serialize(payload).get();
        return new Entry(message.persistenceId(), message.sequenceNr(), message.writerUuid(), serializer.identifier(),
                Serializers.manifestFor(serializer, payload), message.manifest(), Entry.NO_STAMP, octets);
    }

    PersistentRepr toMessage(Entry entry) {
        // Our own records need no search for a serializer, of which there are a million in a long recovery.
        Object payload = entry.isTransition() ? JournalCodec.decodeTransition(entry.payload())
                : serialization.deserialize(entry.payload(), entry.serializerId(), entry.manifest()).get();
        return PersistentRepr.apply(payload, entry.sequenceNr(), entry.persistenceId(), entry.eventManifest(), false,
                ActorRef.noSender(), entry.writerUuid());
    }
}
