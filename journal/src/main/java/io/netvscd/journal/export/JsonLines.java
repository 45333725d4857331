package io.netvscd.journal.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netvscd.journal.codec.CorruptRecord;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

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
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper MAPPER =
            new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
        try {
            JsonNode node = MAPPER.readTree(line);
            Object value = JsonReading.read(type, node.isMissingNode() ? null : node, "");
            if (value == null) {
                throw new CorruptRecord("an empty line");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new CorruptRecord("no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
