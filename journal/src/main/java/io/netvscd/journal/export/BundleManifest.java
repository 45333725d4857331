package io.netvscd.journal.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle says of itself.
 *
 * @param records   lines in {@link #TRANSITIONS}
 * @param gaps      lines in {@link #GAPS}
 * @param chainHead SHA-256 over the chain of all record lines, in hex
 * @param redacted  whether names, addresses and payloads are pseudonyms
 * @param facts     versions and whatever else is worth a line
 * @param parts     the other files of the ZIP by name
 */
public record BundleManifest(
        long records, long gaps, String chainHead, boolean redacted, SortedMap<String, String> facts, SortedMap<String, Part> parts) {
    /** The name of the manifest within the ZIP. */
    public static final String NAME = "manifest.json";
    /** The records in tick order, one a line. */
    public static final String TRANSITIONS = "transitions.jsonl";
    /** The gaps in order, one a line. */
    public static final String GAPS = "gaps.jsonl";

    /** What owners knew before the first record of theirs, or after a stretch that is not there, one state a line; only where there is any. */
    public static final String STATES = "states.jsonl";

    static final String FORMAT = "netvscd-bundle";
    static final int VERSION = 1;

    /**
     * One file of the ZIP.
     *
     * @param sha256 of its content, in hex
     */
    public record Part(long bytes, String sha256) {
    }

    String toJson() {
        ObjectNode root = JsonLines.mapper().createObjectNode();
        root.put("format", FORMAT).put("version", VERSION).put("records", records).put("gaps", gaps).put("chainHead", chainHead)
                .put("redacted", redacted);
        ObjectNode factsNode = root.putObject("facts");
        facts.forEach(factsNode::put);
        ObjectNode partsNode = root.putObject("parts");
        parts.forEach((name, part) -> partsNode.putObject(name).put("bytes", part.bytes()).put("sha256", part.sha256()));
        return root.toPrettyString() + '\n';
    }

    static BundleManifest parse(String text) {
        try {
            JsonNode root = JsonLines.mapper().readTree(text);
            if (!root.path("format").asText().equals(FORMAT) || root.path("version").asInt() != VERSION) {
                throw new BundleRefused(NAME + ": format " + root.path("format") + " version " + root.path("version")
                        + "; this build reads " + FORMAT + ' ' + VERSION);
            }
            SortedMap<String, String> facts = new TreeMap<>();
            root.path("facts").properties().forEach(each -> facts.put(each.getKey(), each.getValue().asText()));
            SortedMap<String, Part> parts = new TreeMap<>();
            root.path("parts").properties().forEach(each -> parts.put(each.getKey(),
                    new Part(each.getValue().path("bytes").asLong(-1), each.getValue().path("sha256").asText())));
            return new BundleManifest(root.path("records").asLong(-1), root.path("gaps").asLong(-1), root.path("chainHead").asText(),
                    root.path("redacted").asBoolean(), facts, parts);
        } catch (JsonProcessingException e) {
            throw new BundleRefused(NAME + ": no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
