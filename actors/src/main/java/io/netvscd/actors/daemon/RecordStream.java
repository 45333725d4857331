package io.netvscd.actors.daemon;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlHandler;
import io.netvscd.journal.codec.JournalCodec;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.store.StoredRecord;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sends what the journal has to a client, in the order it was written, and goes on with what is added where that is
 * wanted.
 */
final class RecordStream {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 500;
    /** How soon a follower sees a new record at the latest; also how soon a client that has gone is noticed. */
    private static final long LOOK_MS = 200;

    private final JournalStore journal;

    RecordStream(JournalStore journal) {
        this.journal = journal;
    }

    /** Transitions from a time on, as JSON and as text. */
    long events(long sinceMs, boolean follow, ControlHandler.Items items) throws IOException, InterruptedException {
        long sent = 0;
        long next = 1;
        while (true) {
            List<StoredRecord> batch = journal.read(next, BATCH);
            for (StoredRecord stored : batch) {
                next = stored.position() + 1;
                if (stored.entry().isTransition() && stored.entry().stamp().wallClockMs() >= sinceMs) {
                    TransitionRecord turn = JournalCodec.decodeTransition(stored.entry().payload());
                    ObjectNode item = JSON.createObjectNode().put("text", RecordText.of(turn));
                    item.set("record", JSON.readTree(JsonLines.line(turn)));
                    items.send(item);
                    sent++;
                }
            }
            if (batch.isEmpty()) {
                if (!follow) {
                    return sent;
                }
                Thread.sleep(LOOK_MS);
            }
        }
    }

    /** Everything up to now in tick order, as lines of a bundle: transitions, gaps and what owners knew before. */
    long lines(ControlHandler.Items items) throws IOException {
        long sent = 0;
        try (JournalSource source = JournalSource.of(journal); Stream<TransitionRecord> records = source.records()) {
            for (JournalGap gap : source.gaps()) {
                items.send(JSON.createObjectNode().put("gap", JsonLines.line(gap)));
            }
            for (KnownState state : source.states()) {
                items.send(JSON.createObjectNode().put("state", JsonLines.line(state)));
            }
            for (Iterator<TransitionRecord> each = records.iterator(); each.hasNext(); sent++) {
                items.send(JSON.createObjectNode().put("transition", JsonLines.line(each.next())));
            }
        }
        return sent;
    }
}
