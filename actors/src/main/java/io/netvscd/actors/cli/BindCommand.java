package io.netvscd.actors.cli;

import io.netvscd.datapath.uio.BindingChange;
import io.netvscd.datapath.uio.BindingRecord;
import io.netvscd.datapath.uio.NetvscDevice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bind NIC}: takes a Hyper-V network device from the kernel. */
@Command(name = "bind", description = {
    "Give a Hyper-V network device to user space (driver uio_hv_generic).",
    "Its interface LEAVES THE KERNEL, with its addresses and routes; a session over it ends. 'unbind' brings it back."})
final class BindCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BindingOptions device;

    @Override
    public Integer call() throws CommandFailed {
        Console console = new Console(spec);
        NetvscDevice found = device.find();
        if (!found.netdev().isEmpty()) {
            console.say("warning: the interface " + found.netdev() + " leaves the kernel now, with its addresses and"
                    + " routes; 'netvscd unbind " + found.instance() + "' brings it back without them");
        }
        BindingChange change = device.change(binding -> binding.bind(found, BindingRecord.Holder.COMMAND));
        device.print(console, change, change.instance() + (change.changed() ? " is now" : " was already")
                + " bound to " + change.driver() + ": /dev/" + change.uio());
        return 0;
    }
}
