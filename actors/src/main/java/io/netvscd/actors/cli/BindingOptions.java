package io.netvscd.actors.cli;

import io.netvscd.datapath.uio.BindingChange;
import io.netvscd.datapath.uio.DriverBinding;
import io.netvscd.datapath.uio.NetvscDevice;
import io.netvscd.datapath.uio.NetvscDevices;
import io.netvscd.datapath.uio.NetvscNotFound;
import io.netvscd.datapath.uio.Patience;
import io.netvscd.datapath.uio.SysfsWriter;
import io.netvscd.datapath.uio.UioPaths;
import java.io.IOException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which device is meant, and what becomes of it. */
final class BindingOptions {
    private static final int LOOKS = 200;
    private static final long PAUSE_MS = 50;

    /** Something to be done with the driver of a device. */
    @FunctionalInterface
    interface Step {
        BindingChange take(DriverBinding binding) throws IOException;
    }

    @Parameters(index = "0", paramLabel = "NIC",
            description = "an interface, a MAC address or a VMBus instance GUID; the first two also of a device that"
                    + " 'bind' has taken from the kernel")
    private String nic;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    NetvscDevice find() throws CommandFailed {
        try {
            return new NetvscDevices(UioPaths.system()).find(nic);
        } catch (NetvscNotFound none) {
            throw new CommandFailed(CommandFailed.BAD_INPUT, none.getMessage());
        } catch (IOException missing) {
            throw new CommandFailed(CommandFailed.MISSING, missing.getMessage());
        }
    }

    BindingChange change(Step step) throws CommandFailed {
        try {
            return step.take(
                    new DriverBinding(UioPaths.system(), SysfsWriter.kernel(), Patience.of(LOOKS, PAUSE_MS)));
        } catch (IOException failed) {
            throw new CommandFailed(CommandFailed.MISSING, failed.getMessage());
        }
    }

    void print(Console console, BindingChange change, String text) {
        if (json) {
            console.print(Console.json().createObjectNode()
                    .put("instance", change.instance())
                    .put("changed", change.changed())
                    .put("driver", change.driver())
                    .put("interface", change.netdev())
                    .put("device", change.uio().isEmpty() ? "" : "/dev/" + change.uio()));
        } else {
            console.print(text);
        }
    }
}
