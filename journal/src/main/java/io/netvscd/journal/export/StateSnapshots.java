package io.netvscd.journal.export;

import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.store.StoredSnapshot;
import io.netvscd.journal.vocabulary.KnownState;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Owners' states as snapshots beside records: the state's line of JSON is the payload. */
public final class StateSnapshots {
    /** Identifies the form to Akka and in every stored snapshot. */
    public static final int SERIALIZER_ID = 0x6e76_6a02;
    /** The manifest, with the version of the form. */
    public static final String MANIFEST = "K:1";

    private static final Comparator<KnownState> BY_STAMP = Comparator.comparing(KnownState::last);

    private StateSnapshots() {
    }

    /** The snapshot of an owner after its record with this sequence number. */
    public static StoredSnapshot of(KnownState state, long sequenceNr) {
        return new StoredSnapshot(state.owner().toString(), sequenceNr, state.last().wallClockMs(), SERIALIZER_ID, MANIFEST,
                encode(state));
    }

    /** What a snapshot says; {@link CorruptRecord} for one that is no state of an owner. */
    public static KnownState read(StoredSnapshot snapshot) {
        if (!isState(snapshot)) {
            throw new CorruptRecord("a snapshot of " + snapshot.persistenceId() + ": manifest '" + snapshot.manifest()
                    + "'; this build reads " + MANIFEST);
        }
        return decode(snapshot.payload());
    }

    /** Those of these that are states of owners, by their stamps. */
    static List<KnownState> readAll(List<StoredSnapshot> snapshots) {
        return snapshots.stream().filter(StateSnapshots::isState).map(StateSnapshots::read).sorted(BY_STAMP).toList();
    }

    private static boolean isState(StoredSnapshot snapshot) {
        return snapshot.serializerId() == SERIALIZER_ID && snapshot.manifest().equals(MANIFEST);
    }

    /** The payload of a state. */
    public static byte[] encode(KnownState state) {
        return JsonLines.line(state).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a payload; {@link CorruptRecord} names what does not fit. */
    public static KnownState decode(byte[] payload) {
        return JsonLines.readState(new String(payload, StandardCharsets.UTF_8));
    }
}
