package io.netvscd.tests.guest;

import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One QEMU in the namespace of its wires. It ends with this program, and after some minutes at the latest by itself. */
final class Qemu implements AutoCloseable {
    /** Slots into which a function can be plugged. */
    private static final int SLOTS = 2;
    /** The MACs by which the guest's first process knows its NICs. */
    private static final String LOWER_MAC = "52:54:00:77:00:01";
    private static final String LINE_MAC = "52:54:00:77:00:02";
    private static final long END_SECONDS_MAX = 10;
    private static final int MEMORY_MIB = 1536;
    /**
     * A timer that emulation loses at the start is no reason to panic, and the default file system for the first files would
     * stop at half of the memory without a word.
     */
    private static final String WORDS = "console=ttyS0 quiet loglevel=4 panic=-1 nokaslr mitigations=off tsc=unstable no_timer_check"
            + " rootfstype=ramfs random.trust_cpu=on";

    private final Process process;
    private final Path console;
    private final Qmp qmp;

    private Qemu(Process process, Path console, Qmp qmp) {
        this.process = process;
        this.console = console;
        this.qmp = qmp;
    }

    /**
     * Starts it; the guest boots from then on.
     *
     * @param folder  for its sockets and console; a short path
     * @param machine {@code q35} or {@code pc}
     * @param accel   {@code tcg} or {@code kvm}
     */
    static Qemu start(NetworkNamespace wires, Image image, Path folder, String machine, String accel, int minutesMax)
            throws IOException, InterruptedException {
        Path console = folder.resolve("console.log");
        Path socket = folder.resolve("qmp.sock");
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", wires.name(),
                "timeout", "-k", "5", String.valueOf(minutesMax * 60), "qemu-system-x86_64",
                "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
                "-accel", accel.equals("tcg") ? "tcg,thread=multi,tb-size=256" : accel, "-cpu", "max", "-smp", "2",
                "-m", String.valueOf(MEMORY_MIB), "-kernel", image.kernel().toString(), "-initrd", image.initramfs().toString(),
                "-append", WORDS, "-serial", "file:" + console, "-qmp", "unix:" + socket + ",server=on,wait=off",
                "-machine", machine + ",hpet=off,vmport=off", "-device", "virtio-rng-pci"));
        if (machine.equals("q35")) {
            for (int slot = 1; slot <= SLOTS; slot++) {
                command.addAll(List.of("-device", "pcie-root-port,id=slot" + slot + ",chassis=" + slot + ",slot=" + slot));
            }
        }
        nic(command, "lower", Fabric.LOWER_TAP, LOWER_MAC);
        nic(command, "line", Fabric.LINE_TAP, LINE_MAC);
        tap(command, "vf", Fabric.VF_TAP);
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!Files.exists(socket)) {
            if (!process.isAlive()) {
                throw new IOException("qemu-system-x86_64: " + Files.readString(folder.resolve("qemu.log")).strip());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new Qemu(process, console, Qmp.connect(socket));
    }

    private static void nic(List<String> command, String id, String tap, String mac) {
        tap(command, id, tap);
        command.addAll(List.of("-device", "virtio-net-pci,netdev=" + id + ",romfile=,mac=" + mac));
    }

    private static void tap(List<String> command, String id, String tap) {
        command.addAll(List.of("-netdev", "tap,id=" + id + ",ifname=" + tap + ",script=no,downscript=no"));
    }

    Qmp qmp() {
        return qmp;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What the guest's kernel and first process have said. */
    String console() throws IOException {
        return Files.exists(console) ? Files.readString(console) : "";
    }

    @Override
    public void close() throws IOException {
        qmp.close();
        process.destroy();
        process.onExit().completeOnTimeout(process, END_SECONDS_MAX, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
