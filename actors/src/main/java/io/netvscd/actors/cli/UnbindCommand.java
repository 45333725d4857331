package io.netvscd.actors.cli;

import io.netvscd.datapath.uio.BindingChange;
import io.netvscd.datapath.uio.NetvscDevice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code unbind NIC}: gives a Hyper-V network device back to the kernel. */
@Command(name = "unbind", description = {
    "Give a Hyper-V network device back to the driver that it had before 'bind'.",
    "Its interface comes back without addresses and routes, and perhaps under another name."})
final class UnbindCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BindingOptions device;

    @Override
    public Integer call() throws CommandFailed {
        Console console = new Console(spec);
        NetvscDevice found = device.find();
        BindingChange change = device.change(binding -> binding.unbind(found));
        String driver = change.driver().isEmpty() ? "no driver" : change.driver();
        device.print(console, change, change.instance() + (change.changed() ? " is now" : " was already")
                + " bound to " + driver + (change.netdev().isEmpty() ? "" : ", interface " + change.netdev()));
        return 0;
    }
}
