package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.actors.control.ControlClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}. */
@Command(name = "status", description = "Which path carries each NIC's traffic, and why.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Override
    public Integer call() throws CommandFailed {
        JsonNode status = daemon.call("status", ControlClient.args());
        Console console = new Console(spec);
        if (daemon.json()) {
            console.print(status);
        } else {
            StatusText.of(status).forEach(console::print);
        }
        return 0;
    }
}
