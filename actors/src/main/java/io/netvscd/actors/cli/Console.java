package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints: data and messages, each to its own stream. */
final class Console {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintWriter out;
    private final PrintWriter err;

    Console(CommandSpec command) {
        out = command.commandLine().getOut();
        err = command.commandLine().getErr();
    }

    /** A line of data. */
    void print(String line) {
        out.println(line);
        out.flush();
    }

    /** A JSON value over several lines. */
    void print(JsonNode value) {
        print(value.toPrettyString());
    }

    /** A message for whoever sits there. */
    void say(String message) {
        err.println(message);
        err.flush();
    }

    static JsonMapper json() {
        return JSON;
    }
}
