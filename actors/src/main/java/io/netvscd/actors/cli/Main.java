package io.netvscd.actors.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the answer is no",
            "2:bad usage or bad input",
            "3:the environment lacks something, which is named",
            "4:internal error"
        })
public final class Main implements Runnable {
    /** By their names, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("check-config", CheckConfigCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("bind", BindCommand.class);
        COMMANDS.put("unbind", UnbindCommand.class);
        COMMANDS.put("status", StatusCommand.class);
        COMMANDS.put("metrics", MetricsCommand.class);
        COMMANDS.put("events", EventsCommand.class);
        COMMANDS.put("set", SetCommand.class);
        COMMANDS.put("mark", MarkCommand.class);
        COMMANDS.put("reload", ReloadCommand.class);
        COMMANDS.put("host", HostCommandLine.class);
        COMMANDS.put("export", ExportCommand.class);
        COMMANDS.put("version", VersionCommand.class);
    }

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
        if (RunCommand.isUsual(args)) {
            return runUsually(err, args);
        }
        CommandLine line = line(args);
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, err));
        line.getSubcommands().values().forEach(Main::addHelp);
        return line.execute(args);
    }

    /** A machine that boots waits for its network: the daemon does not wait for picocli where nothing is to be parsed. */
    private static int runUsually(PrintWriter err, String... args) {
        try {
            return RunCommand.usual(args).call();
        } catch (CommandFailed | RuntimeException failure) {
            return fail(failure, err);
        }
    }

    /** Knows the one command that is asked for, or all of them: to make each takes a good part of the time of a short one. */
    private static CommandLine line(String... args) {
        CommandLine line = new CommandLine(new Main());
        Class<?> asked = args.length == 0 ? null : COMMANDS.get(args[0]);
        (asked == null ? COMMANDS.values() : List.of(asked)).forEach(line::addSubcommand);
        return line;
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
