package io.netvscd.tests.guest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tests/guest}. */
@Command(
        name = "guest",
        mixinStandardHelpOptions = true,
        description = {
            "Proves the daemon in a Debian kernel under QEMU, with a VF that is plugged into a PCI slot and taken out.",
            "Needs root, QEMU, a static busybox, cpio, kmod, a C compiler, and Debian's cloud kernel, which apt-get downloads.",
            "Exit codes: 0 all as expected, 1 something was not, 2 bad usage, 3 something is lacking here (it is named)."
        })
public final class GuestCommand implements Callable<Integer> {
    private static final int LACKING = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--short", description = "one lane, one VF: boot, takeover, removal, orderly stop, replay")
    private boolean brief;

    @Option(names = "--lanes", split = ",", defaultValue = "kernel,user", description = "default ${DEFAULT-VALUE}")
    private List<String> lanes;

    @Option(names = "--machine", defaultValue = "q35", description = "q35 (PCI Express) or pc (PCI); default ${DEFAULT-VALUE}")
    private String machine;

    @Option(names = "--accel", defaultValue = "tcg", description = "tcg (emulation) or kvm; default ${DEFAULT-VALUE}")
    private String accel;

    @Option(names = "--minutes", defaultValue = "15", description = "that the guest may live at most; default ${DEFAULT-VALUE}")
    private int minutesMax;

    @Option(names = "--home", hidden = true, defaultValue = ".", description = "the source tree")
    private Path home;

    public static void main(String[] words) {
        System.exit(new CommandLine(new GuestCommand()).execute(words));
    }

    @Override
    public Integer call() throws Exception {
        if (!List.of("q35", "pc").contains(machine) || !List.of("tcg", "kvm").contains(accel)
                || !List.of("kernel", "user").containsAll(lanes)) {
            throw new ParameterException(spec.commandLine(), "--machine is q35 or pc, --accel is tcg or kvm, --lanes are kernel and user");
        }
        try {
            return session(spec.commandLine().getOut());
        } catch (Lacking lacking) {
            spec.commandLine().getErr().println("guest: skipped: needs " + lacking.getMessage());
            return LACKING;
        } catch (TestAbortedException noNamespace) {
            spec.commandLine().getErr().println("guest: skipped: " + noNamespace.getMessage().replace("Assumption failed: ", ""));
            return LACKING;
        }
    }

    private int session(PrintWriter out) throws Exception {
        Programs.require("qemu-system-x86_64", "qemu-system-x86");
        Path source = home.toRealPath();
        Path folder = Files.createDirectories(source.resolve("tests/target/guest"));
        Image image = Image.build(source, folder);
        Path run = Files.createTempDirectory("nvg");
        try (Fabric fabric = Fabric.create();
                Qemu qemu = Qemu.start(fabric.namespace(), image, run, machine, accel, minutesMax)) {
            GuestShell shell = new GuestShell(fabric.namespace());
            Machine guest = new Machine(fabric, qemu, shell, new GuestDaemon(shell, source), machine, folder.resolve("tools/traffic"));
            StepTable table = new StepTable(out);
            new Session(guest, table, folder).run(brief, lanes);
            out.printf("%n%d of %d steps as expected%n", table.steps() - table.failed(), table.steps());
            if (table.failed() > 0) {
                keep(guest, folder, out);
            }
            return table.failed() == 0 ? 0 : 1;
        } finally {
            Programs.run("rm", "-rf", run.toString());
        }
    }

    private static void keep(Machine guest, Path folder, PrintWriter out) throws IOException {
        try {
            Files.writeString(folder.resolve("daemon.log"), guest.daemon().log());
            Files.writeString(folder.resolve("kernel.log"), guest.shell().run("dmesg"));
            out.println("the logs of daemon and kernel are in " + folder);
        } catch (Exception silent) {
            Files.writeString(folder.resolve("kernel.log"), guest.qemu().console());
            out.println("the guest answers no more (" + silent.getMessage() + "); its console is in " + folder + "/kernel.log");
        }
    }
}
