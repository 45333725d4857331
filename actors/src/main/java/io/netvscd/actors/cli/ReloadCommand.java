package io.netvscd.actors.cli;

import io.netvscd.actors.control.ControlClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reload}. */
@Command(name = "reload", description = "Read the configuration again: all of it or nothing.")
final class ReloadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Override
    public Integer call() throws CommandFailed {
        Answers.print(new Console(spec), daemon, daemon.call("reload", ControlClient.args()));
        return 0;
    }
}
