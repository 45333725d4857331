package io.netvscd.journal.akka;

import akka.serialization.SerializerWithStringManifest;
import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.NotSerializableException;

/** Gives Akka the journal's own form of a {@link TransitionRecord}; its manifest carries the form's version. */
public final class TransitionSerializer extends SerializerWithStringManifest {
    @Override
    public int identifier() {
        return JournalCodec.SERIALIZER_ID;
    }

    @Override
    public String manifest(Object value) {
        return JournalCodec.TRANSITION;
    }

    @Override
    public byte[] toBinary(Object value) {
        if (value instanceof TransitionRecord transition) {
            return JournalCodec.encode(transition);
        }
        throw new IllegalArgumentException("not a TransitionRecord: " + value.getClass().getName());
    }

    @Override
    public Object fromBinary(byte[] octets, String manifest) throws NotSerializableException {
        if (!manifest.equals(JournalCodec.TRANSITION)) {
            throw new NotSerializableException("manifest '" + manifest + "'; this build reads " + JournalCodec.TRANSITION);
        }
        try {
            return JournalCodec.decodeTransition(octets);
        } catch (CorruptRecord e) {
            throw (NotSerializableException) new NotSerializableException(e.getMessage()).initCause(e);
        }
    }
}
