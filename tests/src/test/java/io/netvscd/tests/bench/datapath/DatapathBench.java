package io.netvscd.tests.bench.datapath;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tests/datapath-bench}. */
@Command(
        name = "datapath-bench",
        mixinStandardHelpOptions = true,
        description = "Measures the datapath beside its peers, in namespaces of its own. Needs root and a C compiler.",
        subcommands = {
            RunCommand.class,
            FailoverCommand.class,
            NicsCommand.class,
            RestCommand.class,
            IsolationCommand.class,
            FlameCommand.class,
            RecordingCommand.class,
            TableCommand.class
        })
public final class DatapathBench implements Runnable {
    private static final int LACKING = 3;

    @Spec
    private CommandSpec spec;

    public static void main(String[] words) {
        CommandLine line = new CommandLine(new DatapathBench()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionStrategy(parsed -> {
            boolean measures = parsed.hasSubcommand() && !parsed.subcommand().commandSpec().name().equals("table");
            if (measures && (!"root".equals(System.getProperty("user.name")) || !Programs.areCompiled())) {
                line.getErr().println("datapath-bench: needs root, and the programs that a C compiler makes (tests/datapath-bench"
                        + " makes them where cc is found)");
                return LACKING;
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        System.exit(line.execute(words));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }
}
