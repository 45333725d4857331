package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code host NIC …}. */
@Command(name = "host",
        description = {
            "Have a NIC's embedded host do something:",
            "  offer, rescind, network-change, force-synthetic, fail-switch,",
            "  hold-completions, release-completions, drop-completion,",
            "  stall, resume, silent, talk, link state=down, raw hex=00,",
            "  vf-association allocated=true serial=2, limit-version version=5.0,",
            "  refuse-oid oid=fc01020d"
        })
final class HostCommandLine implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(index = "0", paramLabel = "NIC", description = "the NIC's name")
    private String nic;

    @Parameters(index = "1..*", paramLabel = "WORD", arity = "1..*",
            description = "the command and its key=value words")
    private List<String> words;

    @Override
    public Integer call() throws CommandFailed {
        ObjectNode args = ControlClient.args().put("nic", nic);
        words.forEach(args.putArray("words")::add);
        Answers.print(new Console(spec), daemon, daemon.call("host", args));
        return 0;
    }
}
