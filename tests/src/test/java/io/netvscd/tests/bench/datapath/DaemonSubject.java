package io.netvscd.tests.bench.datapath;

import io.netvscd.tests.lab.DaemonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The daemon as it is installed: black box, journal and control socket on. */
record DaemonSubject(String name, Bed bed, Path folder, DaemonProcess daemon, boolean aside) implements Subject {
    /** The JVM of the figures: small, otherwise as the launcher starts it. */
    static final List<String> JVM = List.of("-Xmx64m", "@" + Path.of("actors/src/main/jvm/run.options").toAbsolutePath());

    static final String THREAD = "datapath";

    /** On the VF, by this lane. */
    static Subject onVf(String lane) throws Exception {
        return onVf(lane, JVM);
    }

    /** The same, in a JVM of these options. */
    static DaemonSubject onVf(String lane, List<String> options) throws Exception {
        Bed bed = Bed.create(lane);
        bed.wire(Bed.LOWER, "p1");
        bed.wire(Bed.VF, Bed.PEER_DEVICE);
        bed.addressPeer(Bed.PEER_DEVICE);
        DaemonSubject subject = start(lane, bed, "embedded, uplink = " + bed.device(Bed.LOWER), lane, options);
        bed.configureNic();
        subject.daemon.awaitPath("vf");
        return subject;
    }

    /** The same, the peer behind a bridge that VF and uplink lead to. */
    static DaemonSubject onVfBehindBridge(String lane) throws Exception {
        Bed bed = Bed.create(lane);
        bed.wire(Bed.LOWER, "p1");
        bed.wire(Bed.VF, Bed.PEER_DEVICE);
        bed.bridgePeer("p1", Bed.PEER_DEVICE);
        DaemonSubject subject = start(lane, bed, "embedded, uplink = " + bed.device(Bed.LOWER), lane);
        bed.configureNicBehindBridge();
        subject.daemon.awaitPath("vf");
        return subject;
    }

    /** Without a VF. */
    static Subject onSynthetic(String type, String key) throws Exception {
        Bed bed = Bed.create(type);
        bed.wire(Bed.LOWER, Bed.PEER_DEVICE);
        bed.addressPeer(Bed.PEER_DEVICE);
        String name = type.equals("embedded") ? "synthetic" : type;
        DaemonSubject subject = start(name, bed, type + ", " + key + " = " + bed.device(Bed.LOWER), "user");
        bed.configureNic();
        subject.daemon.awaitPath("synthetic");
        return subject;
    }

    private static DaemonSubject start(String name, Bed bed, String synthetic, String lane) throws Exception {
        return start(name, bed, synthetic, lane, JVM);
    }

    private static DaemonSubject start(String name, Bed bed, String synthetic, String lane, List<String> options)
            throws Exception {
        Path folder = Files.createTempDirectory("netvscd-bench-" + name);
        DaemonProcess daemon = DaemonProcess.start(bed.guest(), folder, nic(bed, synthetic, lane), options);
        Cpu.pin(daemon.pid(), THREAD, Meter.FORWARDER);
        return new DaemonSubject(name, bed, folder, daemon, lane.equals("kernel"));
    }

    /** A NIC as its configuration has it. */
    static String nic(Bed bed, String synthetic, String lane) {
        return "{ name = " + bed.device(Bed.NIC) + ", mac = \"" + bed.mac(Bed.NIC_MAC) + "\", synthetic { type = " + synthetic
                + " }, vf { devices = any, lane = " + lane + ", takeover-delay = 20 ms } }";
    }

    static List<String> java(List<String> options) {
        return DaemonProcess.java(options.isEmpty() ? JVM : options);
    }

    /** Raw frames go around the queue of the NIC, and so around the rules of the kernel's lane. */
    @Override
    public Set<Measure> measures() {
        Set<Measure> all = Measure.asked();
        if (aside) {
            all.removeAll(EnumSet.of(Measure.CAPACITY_OUT, Measure.CAPACITY_IN));
        }
        return all;
    }

    @Override
    public double cpuSeconds() {
        return Cpu.seconds(daemon.pid());
    }

    @Override
    public void close() throws Exception {
        daemon.stop();
        bed.close();
        remove(folder);
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
