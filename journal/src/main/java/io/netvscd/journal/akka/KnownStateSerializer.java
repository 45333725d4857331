package io.netvscd.journal.akka;

import akka.serialization.SerializerWithStringManifest;
import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.export.StateSnapshots;
import io.netvscd.journal.vocabulary.KnownState;
import java.io.NotSerializableException;

/** Gives Akka the journal's own form of a {@link KnownState}; its manifest carries the form's version. */
public final class KnownStateSerializer extends SerializerWithStringManifest {
    @Override
    public int identifier() {
        return StateSnapshots.SERIALIZER_ID;
    }

    @Override
    public String manifest(Object value) {
        return StateSnapshots.MANIFEST;
    }

    @Override
    public byte[] toBinary(Object value) {
        if (value instanceof KnownState state) {
            return StateSnapshots.encode(state);
        }
        throw new IllegalArgumentException("not a KnownState: " + value.getClass().getName());
    }

    @Override
    public Object fromBinary(byte[] octets, String manifest) throws NotSerializableException {
        if (!manifest.equals(StateSnapshots.MANIFEST)) {
            throw new NotSerializableException("manifest '" + manifest + "'; this build reads " + StateSnapshots.MANIFEST);
        }
        try {
            return StateSnapshots.decode(octets);
        } catch (CorruptRecord e) {
            throw (NotSerializableException) new NotSerializableException(e.getMessage()).initCause(e);
        }
    }
}
