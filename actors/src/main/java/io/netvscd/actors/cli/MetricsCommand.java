package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.actors.control.ControlClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code metrics}. */
@Command(
        name = "metrics",
        description = "What a monitoring system wants to know, as text for Prometheus: counters of every port, paths, VFs, the journal's "
                + "health. With --json: what 'status --json' prints, of which it is made.")
final class MetricsCommand implements Callable<Integer> {
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
            MetricsText.of(status).lines().forEach(console::print);
        }
        return 0;
    }
}
