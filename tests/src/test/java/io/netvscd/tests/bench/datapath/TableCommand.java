package io.netvscd.tests.bench.datapath;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code table}: a result that is there, printed again. */
@Command(name = "table", description = "Prints a result, and what has moved since an earlier one.")
final class TableCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", description = "the result")
    private Path result;

    @Option(names = "--against", description = "an earlier result")
    private Path earlier;

    @Override
    public Integer call() throws Exception {
        Results now = Results.in(result);
        Table.of(now).forEach(spec.commandLine().getOut()::println);
        if (earlier != null) {
            spec.commandLine().getOut().println();
            Table.moved(Results.in(earlier), now).forEach(spec.commandLine().getOut()::println);
        }
        return 0;
    }
}
