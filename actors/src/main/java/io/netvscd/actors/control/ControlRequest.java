package io.netvscd.actors.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One request of a client.
 *
 * @param id   chosen by the client, repeated in every line of the answer
 * @param args never null; empty when there are none
 */
public record ControlRequest(long id, String verb, ObjectNode args) {
    static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Reads one line. */
    static ControlRequest parse(String line) throws ControlRefused {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw ControlRefused.bad("not JSON: " + notJson.getOriginalMessage());
        }
        if (node == null || !node.isObject() || !node.path("verb").isTextual()) {
            throw ControlRefused.bad("a request is an object with a verb: {\"id\": 1, \"verb\": \"status\"}");
        }
        JsonNode args = node.path("args");
        if (!args.isMissingNode() && !args.isObject()) {
            throw ControlRefused.bad("args of " + node.path("verb").asText() + ": an object is wanted");
        }
        return new ControlRequest(
                node.path("id").asLong(0),
                node.path("verb").asText(),
                args.isObject() ? (ObjectNode) args : JSON.createObjectNode());
    }

    /** The line to send. */
    String toLine() {
        ObjectNode node = JSON.createObjectNode().put("id", id).put("verb", verb);
        node.set("args", args);
        return node.toString();
    }

    /** A text argument that must be there. */
    public String text(String name) throws ControlRefused {
        JsonNode value = args.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw ControlRefused.bad(verb + ": argument '" + name + "' is missing");
        }
        return value.asText();
    }

    /** A text argument, or this. */
    public String text(String name, String otherwise) {
        return args.path(name).asText(otherwise);
    }

    /** A truth argument, false when it is not there. */
    public boolean flag(String name) {
        return args.path(name).asBoolean(false);
    }
}
