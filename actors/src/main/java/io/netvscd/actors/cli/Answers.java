package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints the result of a verb that does something: as JSON, or what it has to say to people. */
final class Answers {
    private Answers() {
    }

    static void print(Console console, DaemonOptions daemon, JsonNode result) {
        if (daemon.json()) {
            console.print(result);
            return;
        }
        for (JsonNode line : result.path("said")) {
            console.say(line.asText());
        }
    }
}
