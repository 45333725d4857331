package io.netvscd.journal.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.netvscd.journal.codec.CorruptRecord;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The texts within a JSON text, wherever they stand; names of members are none. */
public final class JsonTexts {
    private JsonTexts() {
    }

    /** The same JSON with each text replaced; {@link CorruptRecord} for what is no JSON. */
    public static String map(String json, UnaryOperator<String> change) {
        try {
            return map(JsonLines.mapper().readTree(json), change).toString();
        } catch (JsonProcessingException e) {
            throw new CorruptRecord("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode map(JsonNode node, UnaryOperator<String> change) {
        if (node.isTextual()) {
            return TextNode.valueOf(change.apply(node.textValue()));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, map(array.get(i), change));
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                member.setValue(map(member.getValue(), change));
            }
        }
        return node;
    }
}
