package io.netvscd.replay.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code --json} prints: documents that say by which schema they are to be read. */
final class Json {
    private static final int FIRST_VERSION = 1;

    private Json() {
    }

    /** An empty document of a command, {@code "schema": "netvscd/timeline/1"}. */
    static Map<String, Object> document(String command) {
        return document(command, FIRST_VERSION);
    }

    /** The same; the version is raised when a key goes or changes its meaning, a new key does not count. */
    static Map<String, Object> document(String command, int version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "netvscd/" + command + '/' + version);
        return json;
    }
}
