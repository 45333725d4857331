package io.netvscd.replay.pcap;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.store.JournalStore;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.Incident;
import io.netvscd.replay.Recording;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures as Debian's tshark and capinfos read them. */
class TsharkTest {
    /** Everything that the kernel has to say about a VF, and a request that it refuses. */
    private static final String[] EVENTFUL = {
        ON_VF,
        "{ at = 310 ms, netdev = mtu, name = vf0, refuse = true }",
        "{ at = 400 ms, admin = mtu, value = 9000 }",
        "{ at = 500 ms, netdev = address, name = vf0, ip = \"10.0.0.4/24\" }",
        "{ at = 510 ms, netdev = address, name = vf0, ip = \"10.0.0.4/24\", remove = true }",
        "{ at = 520 ms, netdev = address, name = vf0, ip = \"fd00::4/64\" }",
        "{ at = 600 ms, netdev = recovering, name = vf0 }",
        "{ at = 700 ms, netdev = recovered, name = vf0 }",
        "{ at = 800 ms, netdev = overrun }",
        "{ at = 3 s, vf = unplug, name = vf0 }",
        "{ at = 14 s, expect { datapath = synthetic } }"
    };
    @TempDir
    private Path folder;

    @Test
    void theFramesOfEachPortAndTheTransitionsAreThere() throws Exception {
        String packets = tshark(capture(ON_VF), "-T", "fields", "-e", "frame.interface_name", "-e", "frame.packet_flags_direction",
                "-e", "frame.comment");

        assertThat(packets.lines().filter(line -> line.startsWith("eth0 master\t"))).hasSize(Recording.FRAMES);
        assertThat(packets.lines().filter(line -> line.startsWith("eth0 synthetic\t"))).hasSize(Recording.FRAMES);
        assertThat(packets).contains("pci\t", "eth0 control\t", "netlink\t", "tick 1:1 ", "SwitchRequested");
    }

    @Test
    void nothingIsMalformedOrUnknown() throws Exception {
        assertThat(tshark(capture(EVENTFUL), "-q", "-z", "expert")).contains("Comments (")
                .doesNotContain("Errors (", "Warns (", "Notes (", "Chats (");
    }

    @Test
    void messagesOfTheHostAndOfTheDeviceModelHaveTheirNameAsProtocol() throws Exception {
        assertThat(tshark(capture(EVENTFUL), "-T", "fields", "-e", "_ws.col.Protocol").lines())
                .contains("NVSP", "RNDIS", "uevent", "netvscd", "Netlink route");
    }

    @Test
    void aDeviceIsTheOneThatIsRecorded() throws Exception {
        String seen = tshark(capture(EVENTFUL), "-Y", "netlink-route.nltype == 16", "-T", "fields",
                "-e", "netlink-route.ifla_ifname", "-e", "netlink-route.ifla_hwaddr", "-e", "netlink-route.ifla_mtu");

        assertThat(seen.lines()).isNotEmpty().allMatch("vf0\t00:15:5d:0a:00:01\t1500"::equals);
    }

    @Test
    void aRequestThatIsRefusedHasItsAnswer() throws Exception {
        Path capture = capture(EVENTFUL);
        String asked = tshark(capture, "-Y", "netlink-route.nltype == 19 && netlink-route.ifla_mtu == 9000", "-T", "fields",
                "-e", "netlink.hdr_seq", "-e", "frame.packet_flags_direction");
        String refused = tshark(capture, "-Y", "netlink.hdr_type == 2 && netlink.error != 0", "-T", "fields",
                "-e", "netlink.hdr_seq", "-e", "netlink.error");

        String sequence = asked.substring(0, asked.indexOf('\t'));
        assertThat(refused.lines()).anyMatch(line -> line.startsWith(sequence));
    }

    @Test
    void addressesComeAndGo() throws Exception {
        String types = tshark(capture(EVENTFUL), "-Y", "netlink-route.ifa_index", "-T", "fields", "-e", "netlink-route.nltype",
                "-e", "netlink-route.ifa_family");

        assertThat(types.lines()).containsSubsequence("20\t2", "21\t2", "20\t10");
    }

    @Test
    void capinfosCountsTheInterfaces() throws Exception {
        needs("capinfos");

        assertThat(run("capinfos", capture(ON_VF).toString()))
                .contains("pcapng", "Number of interfaces in file: 6", "eth0 control", "eth0 vf", "Linux Netlink");
    }

    private Path capture(String... steps) throws IOException {
        Path journal = folder.resolve("journal");
        try (JournalStore store = JournalStore.open(journal)) {
            store.append(Incident.of(steps).journal().toArray(TransitionRecord[]::new)).toCompletableFuture().join();
        }
        Path boxes = Files.createDirectories(journal.resolve(BlackBoxFiles.FOLDER));
        Recording.freeze(boxes.resolve("eth0-1-9.nvbb"), 9);
        Path file = folder.resolve("a.pcapng");
        try (JournalSource source = JournalSource.open(journal); OutputStream out = Files.newOutputStream(file)) {
            Capture.write(out, source, new BlackBoxFiles(source));
        }
        return file;
    }

    private String tshark(Path capture, String... arguments) throws IOException, InterruptedException {
        needs("tshark");
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static void needs(String tool) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), "skipped: there is no /usr/bin/" + tool + " (Debian: tshark)");
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(err).stream().filter(line -> !line.startsWith("Running as user"))).isEmpty();
        assertThat(process.exitValue()).isZero();
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
