package io.netvscd.actors.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code netvscd}. */
@Command(
        name = "netvscd",
        description = "Transparent VF support for Hyper-V guests in user space, with a journal of every transition.",
        mixinStandardHelpOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckConfigCommand.class,
            DoctorCommand.class,
            BindCommand.class,
            UnbindCommand.class,
            StatusCommand.class,
            MetricsCommand.class,
            EventsCommand.class,
            SetCommand.class,
            MarkCommand.class,
            ReloadCommand.class,
            HostCommandLine.class,
            ExportCommand.class,
            VersionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the answer is no",
            "2:bad usage or bad input",
            "3:the environment lacks something, which is named",
            "4:internal error"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    private boolean help;

    /** Runs a command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs a command line and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, err));
        line.getSubcommands().values().forEach(Main::addHelp);
        return line.execute(args);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("show this help")
                .build());
    }

    private static int fail(Exception failure, PrintWriter err) {
        if (failure instanceof CommandFailed expected) {
            err.println("netvscd: " + expected.getMessage());
            err.flush();
            return expected.exitCode();
        }
        err.println("netvscd: internal error, please report it:");
        failure.printStackTrace(err);
        err.flush();
        return CommandFailed.INTERNAL;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
