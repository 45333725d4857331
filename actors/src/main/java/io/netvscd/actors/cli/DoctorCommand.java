package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what of the machine matters to netvscd; reads, changes nothing. */
@Command(name = "doctor",
        description = "Look at this machine with netvscd's eyes: what is there, what is missing, what will fight.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<Doctor.Finding> findings = new Doctor(Path.of("/")).examine();
        Console console = new Console(spec);
        boolean fit = findings.stream().noneMatch(finding -> finding.verdict() == Doctor.Verdict.MISSING);
        if (json) {
            ObjectNode answer = Console.json().createObjectNode().put("fit", fit);
            ArrayNode list = answer.putArray("findings");
            findings.forEach(finding -> list.addObject()
                    .put("name", finding.name())
                    .put("verdict", finding.verdict().word())
                    .put("text", finding.text()));
            console.print(answer);
        } else {
            findings.forEach(finding -> console.print(String.format("%-8s %-18s %s",
                    finding.verdict().word(), finding.name(), finding.text())));
            console.print(fit
                    ? "This machine can run netvscd."
                    : "Something is missing before netvscd can run here (demo works anywhere).");
        }
        return fit ? 0 : CommandFailed.MISSING;
    }
}
