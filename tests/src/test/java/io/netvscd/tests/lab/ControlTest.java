package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.actors.control.ControlRefused;
import io.netvscd.replay.cli.ReplayTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a running daemon is asked and told over its socket. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ControlTest {
    private static final List<String> COUNTERS = List.of("txFrames", "txBytes", "rxFrames", "rxBytes", "dropped");

    private static Lab lab;
    private static DaemonProcess daemon;

    @BeforeAll
    static void begin() throws Exception {
        lab = Lab.create("control");
        daemon = DaemonProcess.start(lab);
        lab.configureNic();
        lab.plugVf();
    }

    @AfterAll
    static void remove() throws Exception {
        if (daemon != null) {
            daemon.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void onVf() throws Exception {
        daemon.awaitPath("vf");
    }

    @Test
    void statusHasTheShapeThatScriptsReadAndMore() throws Exception {
        JsonNode status = daemon.cli("status", "--json").json();
        assertThat(status.fieldNames()).toIterable().contains("nics", "journal", "version");
        JsonNode nic = status.path("nics").path(0);
        assertThat(nic.fieldNames()).toIterable()
                .contains("name", "mac", "mode", "admin", "mtu", "datapath", "channel", "vfs", "counters");
        assertThat(nic.path("mac").asText()).isEqualTo(Lab.MAC);
        assertThat(nic.path("mode").asText()).isEqualTo("run");
        assertThat(nic.path("mtu").asInt()).isEqualTo(1500);
        assertThat(nic.path("channel").toString()).isEqualTo("{\"state\":\"open\",\"nvsp\":\"6.1\",\"link\":\"up\"}");
        JsonNode vf = nic.path("vfs").path(0);
        assertThat(vf.fieldNames()).toIterable().contains("name", "pci", "serial", "state", "warnings");
        assertThat(vf.path("name").asText()).isEqualTo(Lab.VF);
        assertThat(vf.path("state").asText()).isEqualTo("active");
        for (String end : List.of("master", "vf", "synthetic")) {
            assertThat(nic.path("counters").path(end).fieldNames()).toIterable().containsAll(COUNTERS);
        }
        assertThat(status.path("journal").fieldNames()).toIterable()
                .contains("dir", "records", "lastTick", "healthy", "gaps");
        assertThat(status.path("journal").path("healthy").asBoolean()).isTrue();
    }

    @Test
    void whoFollowsEventsSeesASwitch() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        ControlClient client = daemon.connect();
        Thread follower = new Thread(() -> follow(client, seen), "follower");
        follower.start();
        assertThat(daemon.cli("host", Lab.NIC, "force-synthetic").exit()).isZero();
        awaitText(seen, "HostForcedPath");
        awaitText(seen, "SwitchEnded");
        client.close();
        follower.join();
    }

    private static void follow(ControlClient client, BlockingQueue<String> seen) {
        try {
            client.call("events", ControlClient.args().put("follow", true).put("sinceMs", System.currentTimeMillis()),
                    item -> seen.add(item.path("text").asText()));
        } catch (IOException | ControlRefused closed) {
            seen.add(closed.toString());
        }
    }

    private static void awaitText(BlockingQueue<String> seen, String text) throws InterruptedException {
        String line = "";
        while (!line.contains(text)) {
            line = seen.poll(30, TimeUnit.SECONDS);
            assertThat(line).as("a line with %s", text).isNotNull();
        }
    }

    @Test
    void theVfFollowsTheNicDownAndUp() throws Exception {
        assertThat(daemon.cli("set", Lab.NIC, "down").exit()).isZero();
        daemon.await("the NIC is down", nic -> nic.path("admin").asText().equals("down"));
        awaitVf("state DOWN");
        assertThat(daemon.cli("set", Lab.NIC, "up").exit()).isZero();
        daemon.awaitPath("vf");
        lab.guest().ip("addr replace " + Lab.GUEST6 + "/64 dev " + Lab.NIC + " nodad");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
    }

    @Test
    void theVfFollowsTheMtu() throws Exception {
        for (int mtu : new int[] {1400, 1500}) {
            assertThat(daemon.cli("set", Lab.NIC, "mtu=" + mtu).exit()).isZero();
            daemon.await("MTU " + mtu, nic -> nic.path("mtu").asInt() == mtu);
            awaitVf("mtu " + mtu);
            daemon.awaitPath("vf");
            assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
        }
    }

    @Test
    void anAddressThatSomeonePutsOnTheVfIsAWarningWhileItIsThere() throws Exception {
        lab.guest().ip("addr add 10.99.0.1/24 dev " + Lab.VF);
        daemon.await("a warning", nic -> warnings(nic).contains("10.99.0.1"));
        lab.guest().ip("addr del 10.99.0.1/24 dev " + Lab.VF);
        daemon.await("no warning", nic -> !warnings(nic).contains("10.99.0.1"));
    }

    @Test
    void whatSomeoneSetsUpOnTheVfIsAWarningWhileItIsThere() throws Exception {
        lab.guest().ip("route add 10.98.0.0/16 dev " + Lab.VF);
        lab.guest().command("tc", "qdisc", "add", "dev", Lab.VF, "root", "pfifo", "limit", "100");
        daemon.await("warnings", nic -> warnings(nic).contains("route 10.98.0.0/16") && warnings(nic).contains("qdisc pfifo"));
        lab.guest().ip("route del 10.98.0.0/16 dev " + Lab.VF);
        lab.guest().command("tc", "qdisc", "del", "dev", Lab.VF, "root");
        daemon.await("no warnings", nic -> !warnings(nic).contains("route") && !warnings(nic).contains("qdisc"));
    }

    private static String warnings(JsonNode nic) {
        return nic.path("vfs").path(0).path("warnings").toString();
    }

    @Test
    void aNewAddressOfTheNicIsTheVfsAndReachableOnEitherPath() throws Exception {
        String other = "00:15:5d:0a:00:99";
        for (String mac : List.of(other, Lab.MAC)) {
            lab.guest().ip("link set " + Lab.NIC + " address " + mac);
            awaitVf(mac);
            daemon.awaitPath("vf");
            assertReachable(mac);
            lab.setVf("down");
            daemon.awaitPath("synthetic");
            assertReachable(mac);
            lab.setVf("up");
            daemon.awaitPath("vf");
        }
    }

    private static void assertReachable(String mac) throws Exception {
        lab.client().ip("neigh flush dev c0");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
        assertThat(lab.neighbour(Lab.GUEST)).isEqualTo(mac);
    }

    private static void awaitVf(String what) throws Exception {
        Await.until(what, () -> lab.guest().ip("-o link show " + Lab.VF), link -> link.contains(what));
    }

    @Test
    void aBundleOfTheRunningDaemonReplays() throws Exception {
        Path bundle = lab.folder().resolve("ticket.zip");
        DaemonProcess.Output exported = daemon.cli("export", "--raw", "--out", bundle.toString(), "--json");
        assertThat(exported.exit()).as(exported.err()).isZero();
        assertThat(exported.json().path("records").asLong()).isPositive();
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        assertThat(ReplayTool.run(writer, writer, "replay", bundle.toString())).as(out.toString()).isZero();
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsDone() {
        DaemonProcess.Output noNic = daemon.cli("set", "eth9", "up");
        assertThat(noNic.exit()).isEqualTo(2);
        assertThat(noNic.err()).contains("eth9").contains(Lab.NIC);
        DaemonProcess.Output noWord = daemon.cli("host", Lab.NIC, "dance");
        assertThat(noWord.exit()).isEqualTo(2);
        assertThat(noWord.err()).contains("dance").contains("force-synthetic");
    }
}
