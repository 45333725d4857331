package io.netvscd.replay.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code generate-man}. */
@Command(
        name = "generate-man",
        description = "Prints the manual page: replay-tool generate-man > replay-tool.1; man -l replay-tool.1.",
        mixinStandardHelpOptions = true)
final class ManCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ManPage.of(spec.parent().commandLine()));
        return ExitCodes.DONE;
    }
}
