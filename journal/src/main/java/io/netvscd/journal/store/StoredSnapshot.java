package io.netvscd.journal.store;

/**
 * A snapshot of an owner's state.
 *
 * @param sequenceNr   of the last record that it takes in
 * @param timestampMs  when it was taken, milliseconds since 1970
 * @param serializerId who can read the payload
 * @param manifest     the serializer's word for the payload's type and version
 */
public record StoredSnapshot(
        String persistenceId, long sequenceNr, long timestampMs, int serializerId, String manifest, byte[] payload) {
}
