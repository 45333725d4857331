package io.netvscd.actors.cli;

import io.netvscd.actors.control.ControlClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mark TEXT}. */
@Command(name = "mark", description = "Write a note into the journal, to be found again in the timeline.")
final class MarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "what to remember")
    private String[] words;

    @Override
    public Integer call() throws CommandFailed {
        Answers.print(new Console(spec), daemon,
                daemon.call("mark", ControlClient.args().put("text", String.join(" ", words))));
        return 0;
    }
}
