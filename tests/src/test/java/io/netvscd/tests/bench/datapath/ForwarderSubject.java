package io.netvscd.tests.bench.datapath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A process that makes the NIC as a TAP and forwards between it and the VF: a peer of the daemon's user lane. */
record ForwarderSubject(String name, Bed bed, Process process, boolean busy) implements Subject {
    private static final long THERE_MS_MAX = 20_000;
    private static final long LOOK_MS = 50;
    private static final Path HUGE_PAGES = Path.of("/proc/sys/vm/nr_hugepages");
    private static final int HUGE_PAGES_NEEDED = 512;

    /** The same design in plain C. */
    static Subject plainC() throws Exception {
        Bed bed = wired("c", Hiding.CLSACT);
        return start("c", bed, false, List.of("taskset", "-c", String.valueOf(Meter.FORWARDER),
                Programs.compiled("forwarder"), Bed.NIC, Bed.VF));
    }

    /** The daemon's forwarding core and ports alone: no black box, no journal, no owners. */
    static Subject core(Hiding hiding) throws Exception {
        return core("core", hiding, List.of());
    }

    /**
     * The same with a black box in every other slice of a run; {@link #printed} has what came of it once it is closed.
     *
     * @param box         the file to record in
     * @param sliceFrames frames in each slice
     */
    static ForwarderSubject recordingNowAndThen(Path box, int sliceFrames) throws Exception {
        return core("recording", Hiding.CLSACT, List.of(box.toString(), String.valueOf(sliceFrames)));
    }

    private static ForwarderSubject core(String name, Hiding hiding, List<String> more) throws Exception {
        Bed bed = wired(name + "-" + hiding.name().toLowerCase(Locale.ROOT), hiding);
        List<String> command = new ArrayList<>(DaemonSubject.java(List.of()));
        command.addAll(List.of(BareCore.class.getName(), Bed.NIC, Bed.NIC_MAC, Bed.VF));
        command.addAll(more);
        ForwarderSubject subject = start(name, bed, false, command);
        Cpu.pin(subject.process.pid(), BareCore.THREAD, Meter.FORWARDER);
        return subject;
    }

    /** DPDK's fail-safe driver over two packet sockets. It knows no large segments, so the peer is asked for none. */
    static Subject failsafe() throws Exception {
        if (!Programs.isInstalled("dpdk-testpmd")) {
            throw new IOException("dpdk-testpmd is not installed (Debian: dpdk-dev)");
        }
        Bed bed = wired("failsafe", Hiding.CLSACT);
        bed.wire(Bed.LOWER, "p1");
        bed.hide(Bed.LOWER);
        bed.guest().ip("link set " + Bed.LOWER + " promisc on");
        bed.peer().command("ethtool", "-K", Bed.PEER_DEVICE, "tx", "off", "tso", "off", "gso", "off");
        String before = Files.readString(HUGE_PAGES).strip();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> setHugePages(before)));
        setHugePages(String.valueOf(HUGE_PAGES_NEEDED));
        return start("failsafe", bed, true, List.of("dpdk-testpmd", "-l", "0,1", "--main-lcore", "0", "--no-pci",
                "--in-memory", "-m", "512", "--file-prefix=netvscd-bench", "--log-level=1",
                "--vdev=net_tap0,iface=" + Bed.NIC + ",mac=" + Bed.NIC_MAC,
                "--vdev=net_failsafe0,mac=" + Bed.NIC_MAC + ",dev(net_af_packet0,iface=" + Bed.VF
                        + "),dev(net_af_packet1,iface=" + Bed.LOWER + ")",
                "--", "--auto-start", "--forward-mode=io", "--nb-cores=1", "--no-lsc-interrupt"));
    }

    private static Bed wired(String label, Hiding hiding) throws Exception {
        Bed bed = Bed.create(label);
        bed.wire(Bed.VF, Bed.PEER_DEVICE);
        hiding.apply(bed, Bed.VF);
        bed.guest().ip("link set " + Bed.VF + " promisc on");
        bed.addressPeer(Bed.PEER_DEVICE);
        return bed;
    }

    /** What it has printed so far. */
    List<String> printed() throws IOException {
        return Files.readAllLines(Path.of(Programs.compiled(name + ".log")));
    }

    private static ForwarderSubject start(String name, Bed bed, boolean busy, List<String> command) throws Exception {
        List<String> inGuest = new ArrayList<>(List.of("ip", "netns", "exec", bed.guest().name()));
        inGuest.addAll(command);
        Process process = new ProcessBuilder(inGuest)
                .redirectErrorStream(true)
                .redirectOutput(Path.of(Programs.compiled(name + ".log")).toFile())
                .start();
        ForwarderSubject subject = new ForwarderSubject(name, bed, process, busy);
        long deadlineMs = System.currentTimeMillis() + THERE_MS_MAX;
        while (!isThere(bed)) {
            if (!process.isAlive() || System.currentTimeMillis() > deadlineMs) {
                subject.close();
                throw new IOException(name + " made no TAP; see " + Programs.compiled(name + ".log"));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        bed.guest().ip("link set " + Bed.NIC + " address " + Bed.NIC_MAC);
        bed.configureNic();
        return subject;
    }

    private static boolean isThere(Bed bed) throws Exception {
        return bed.guest().ip("-br link show").contains(Bed.NIC);
    }

    @Override
    public double cpuSeconds() {
        return Cpu.seconds(process.pid());
    }

    /** A forwarder that polls all the time would disturb the others. */
    @Override
    public void pause() throws Exception {
        if (busy) {
            Programs.run("kill", "-STOP", String.valueOf(process.pid()));
        }
    }

    @Override
    public void resume() throws Exception {
        if (busy) {
            Programs.run("kill", "-CONT", String.valueOf(process.pid()));
        }
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            resume();
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        bed.close();
    }

    private static void setHugePages(String pages) {
        try {
            Files.writeString(HUGE_PAGES, pages);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
