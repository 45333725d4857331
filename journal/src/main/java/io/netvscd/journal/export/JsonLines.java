package io.netvscd.journal.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;

/**
 * One record, one line. What a line says is exactly what the record says: to a record and back to a line gives the same characters.
 */
public final class JsonLines {
    /** Characters of a line; a record that fits into the journal's limits in practice is far shorter. */
    public static final int LINE_CHARS = 8 << 20;

    private static final int DEPTH = 64;
    private static final int NUMBER_CHARS = 20;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(LINE_CHARS)
                    .maxNumberLength(NUMBER_CHARS)
                    .build())
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonLines() {
    }

    /** The line of a record, without its end. */
    public static String line(TransitionRecord transition) {
        return write(TransitionRecord.class, transition);
    }

    /** The line of a gap, without its end. */
    public static String line(JournalGap gap) {
        return write(JournalGap.class, gap);
    }

    /** Reads a line; {@link CorruptRecord} names what does not fit. */
    public static TransitionRecord readTransition(String line) {
        return (TransitionRecord) read(TransitionRecord.class, line);
    }

    /** Reads the line of a gap; {@link CorruptRecord} names what does not fit. */
    public static JournalGap readGap(String line) {
        return (JournalGap) read(JournalGap.class, line);
    }

    /** The line of an owner's state, without its end. */
    public static String line(KnownState known) {
        ObjectNode line = MAPPER.createObjectNode().put("owner", known.owner().toString());
        try {
            line.set("last", MAPPER.readTree(write(Stamp.class, known.last())));
            line.set("state", MAPPER.readTree(known.state()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the state of " + known.owner() + " is no JSON: " + e.getOriginalMessage(), e);
        }
        return line.toString();
    }

    /** Reads the line of an owner's state; {@link CorruptRecord} names what does not fit. */
    public static KnownState readState(String line) {
        JsonNode node = tree(line);
        for (String member : List.of("last", "state")) {
            if (!node.path(member).isObject()) {
                throw new CorruptRecord('.' + member + ": no object");
            }
        }
        return new KnownState((OwnerId) JsonReading.read(OwnerId.class, node.get("owner"), JsonReading.Place.LINE.member("owner")),
                (Stamp) JsonReading.read(Stamp.class, node.get("last"), JsonReading.Place.LINE.member("last")), node.get("state").toString());
    }

    /** The line of any record, its components as {@link JsonForm} has them. */
    static String any(Object value) {
        return write(value.getClass(), value);
    }

    /** Reads the line of any record. */
    static <T> T readAny(String line, Class<T> type) {
        return type.cast(read(type, line));
    }

    static ObjectMapper mapper() {
        return MAPPER;
    }

    private static String write(Type type, Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            JsonForm.write(json, type, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Object read(Type type, String line) {
        JsonNode node = tree(line);
        Object value = JsonReading.read(type, node.isMissingNode() ? null : node, JsonReading.Place.LINE);
        if (value == null) {
            throw new CorruptRecord("an empty line");
        }
        return value;
    }

    private static JsonNode tree(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new CorruptRecord("no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
