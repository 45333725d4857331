package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.actors.daemon.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}. */
@Command(name = "version", description = "The version of this command, and of the daemon where one runs.")
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Override
    public Integer call() {
        ObjectNode versions = Console.json().createObjectNode().put("version", Version.TEXT).putNull("daemon");
        try {
            JsonNode running = daemon.call("version", ControlClient.args());
            versions.put("daemon", running.path("version").asText());
        } catch (CommandFailed noDaemon) {
            versions.putNull("daemon");
        }
        Console console = new Console(spec);
        if (daemon.json()) {
            console.print(versions);
        } else {
            console.print("netvscd " + Version.TEXT);
            if (!versions.path("daemon").isNull()) {
                console.print("running daemon: " + versions.path("daemon").asText());
            }
        }
        return 0;
    }
}
