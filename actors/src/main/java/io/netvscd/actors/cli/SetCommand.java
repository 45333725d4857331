package io.netvscd.actors.cli;

import io.netvscd.actors.control.ControlClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code set NIC up|down|mtu=N}. */
@Command(name = "set", description = "Set a NIC up or down, or its MTU, as 'ip link set' would.")
final class SetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(index = "0", paramLabel = "NIC", description = "the NIC's name")
    private String nic;

    @Parameters(index = "1", paramLabel = "WHAT", description = "up, down or mtu=N")
    private String what;

    @Override
    public Integer call() throws CommandFailed {
        Answers.print(new Console(spec), daemon,
                daemon.call("set", ControlClient.args().put("nic", nic).put("what", what)));
        return 0;
    }
}
