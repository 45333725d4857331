package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code events}. */
@Command(name = "events", description = "The transitions of all owners, oldest first.")
final class EventsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--since", paramLabel = "T",
            description = "only from this time on: -15m, 03:12, 2026-11-23T03:12:00, today (default: all)")
    private String since;

    @Option(names = "--follow", description = "then go on with what happens, until interrupted")
    private boolean follow;

    @Override
    public Integer call() throws CommandFailed {
        Console console = new Console(spec);
        ObjectNode args = ControlClient.args().put("follow", follow);
        if (since != null) {
            args.put("sinceMs", Since.parse(since, System.currentTimeMillis()));
        }
        daemon.call("events", args, item ->
                console.print(daemon.json() ? item.path("record").toString() : item.path("text").asText()));
        return 0;
    }
}
