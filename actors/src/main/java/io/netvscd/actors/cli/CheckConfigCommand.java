package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.config.ConfigInvalid;
import io.netvscd.config.ConfigLoader;
import io.netvscd.config.ConfigProblem;
import io.netvscd.config.NetvscdConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check-config}: every mistake at once, or the whole configuration with its defaults. */
@Command(name = "check-config",
        description = "Check a configuration file; print it with every default filled in, or every mistake.")
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "default: /etc/netvscd/netvscd.conf")
    private Path file = ConfigLoader.DEFAULT_FILE;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Console console = new Console(spec);
        try {
            NetvscdConfig config = ConfigLoader.load(file);
            if (json) {
                ObjectNode answer = Console.json().createObjectNode().put("ok", true).put("nics", config.nics().size());
                answer.putArray("problems");
                console.print(answer);
            } else {
                console.print(config.toText());
            }
            return 0;
        } catch (ConfigInvalid invalid) {
            if (json) {
                ObjectNode answer = Console.json().createObjectNode().put("ok", false).put("nics", 0);
                ArrayNode problems = answer.putArray("problems");
                invalid.problems().forEach(problem -> describe(problems.addObject(), problem));
                console.print(answer);
            } else {
                console.say(invalid.getMessage());
            }
            return CommandFailed.BAD_INPUT;
        }
    }

    private static void describe(ObjectNode node, ConfigProblem problem) {
        node.put("file", problem.file())
                .put("line", problem.line())
                .put("key", problem.key())
                .put("found", problem.found())
                .put("allowed", problem.allowed())
                .put("nearestKey", problem.nearestKey());
    }
}
