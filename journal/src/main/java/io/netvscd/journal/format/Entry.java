package io.netvscd.journal.format;

import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.codec.Limits;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.nio.charset.StandardCharsets;

/**
 * What is to be stored of one record.
 *
 * @param persistenceId the owner
 * @param sequenceNr    of this owner, from 1, without holes
 * @param writerUuid    the incarnation of the writing actor, or a tool's word
 * @param serializerId  who can read the payload
 * @param manifest      the serializer's word for the payload's type and version
 * @param eventManifest an event adapter's word, mostly empty
 * @param stamp         when it was decided; {@link #NO_STAMP} for what is no transition
 */
public record Entry(
        String persistenceId,
        long sequenceNr,
        String writerUuid,
        int serializerId,
        String manifest,
        String eventManifest,
        Stamp stamp,
        byte[] payload) {
    /** Octets of an identifier or a manifest in UTF-8. */
    private static final int TEXT_BYTES = 4_096;
    /** The stamp of what has none. */
    public static final Stamp NO_STAMP = new Stamp(0, 0, 0, 0);

    public Entry {
        check(persistenceId);
        check(writerUuid);
        check(manifest);
        check(eventManifest);
        if (payload.length > Limits.RECORD_BYTES) {
            throw new IllegalArgumentException("a payload of " + payload.length + " octets; at most " + Limits.RECORD_BYTES
                    + " are stored");
        }
    }

    private static void check(String text) {
        if (text.length() > TEXT_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES) {
            throw new IllegalArgumentException("an identifier of more than " + TEXT_BYTES + " octets: " + text.substring(0, 40) + '…');
        }
    }

    /** The entry that the Akka plugin would make of this record. */
    public static Entry of(TransitionRecord transition, long sequenceNr, String writerUuid) {
        return new Entry(transition.owner().toString(), sequenceNr, writerUuid, JournalCodec.SERIALIZER_ID, JournalCodec.TRANSITION,
                "", transition.stamp(), JournalCodec.encode(transition));
    }

    /** The entry of a gap. */
    public static Entry of(JournalGap gap, long sequenceNr, Stamp stamp) {
        return new Entry(JournalGap.OWNER, sequenceNr, "", JournalCodec.SERIALIZER_ID, JournalCodec.GAP, "", stamp,
                JournalCodec.encode(gap));
    }

    /** Whether the payload is a {@link TransitionRecord}. */
    public boolean isTransition() {
        return serializerId == JournalCodec.SERIALIZER_ID && manifest.equals(JournalCodec.TRANSITION);
    }

    /** Whether the payload is a {@link JournalGap}. */
    public boolean isGap() {
        return serializerId == JournalCodec.SERIALIZER_ID && manifest.equals(JournalCodec.GAP);
    }

    /** About what it takes in memory. */
    public int weightBytes() {
        return payload.length + 256;
    }
}
