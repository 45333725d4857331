package io.netvscd.tests.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A VF is taken over, shown to be the master's, and carries. */
final class TakeoverSteps {
    private final Machine guest;
    private final StepTable table;
    private final String lane;
    private final String devices;

    TakeoverSteps(Machine guest, StepTable table, String lane, String devices) {
        this.guest = guest;
        this.table = table;
        this.lane = lane;
        this.devices = devices;
    }

    void start() {
        table.step("start, no VF", "path synthetic, pings answered once", () -> {
            guest.daemon().configure(lane, devices);
            guest.daemon().start();
            guest.daemon().awaitPath("synthetic");
            return pings();
        });
    }

    private String pings() throws Exception {
        String said = guest.fabric().namespace().command("ping", "-c", "5", "-i", "0.3", "-W", "5", GuestDaemon.ADDRESS);
        assertThat(said).contains("5 received").doesNotContain("DUP");
        return "5 of 5 pings answered";
    }

    /** The daemon has been stopped and its VF is still there. */
    void startBesideVf() {
        table.step("start, VF there, lane " + lane, "path vf by this lane", () -> {
            guest.daemon().configure(lane, devices);
            guest.daemon().start();
            return onVf() + "; " + pings();
        });
    }

    void plug(String model) {
        table.step("plug " + model + " under traffic", "path vf by lane " + lane + ", as eth1 with the master's MAC; nothing twice, it flows on",
                () -> {
                    Traffic traffic = guest.traffic(8);
                    guest.plug(model);
                    String seen = onVf();
                    return seen + "; " + traffic.end().lostLessThan(0.1);
                });
    }

    private String onVf() throws Exception {
        JsonNode nic = guest.daemon().awaitPath("vf");
        assertThat(nic.path("lane").path("vf").asText()).isEqualTo(lane);
        assertThat(nic.path("vfs").path(0).path("name").asText()).isEqualTo(Machine.VF);
        JsonNode link = Devices.of(guest.shell()).link(Machine.VF);
        assertThat(link.path("address").asText()).isEqualTo(GuestDaemon.MAC);
        return "vf, lane " + lane + ", eth1 at " + link.path("parentdev").asText();
    }

    void marks() {
        table.step("whose VF it is", "alias, alternative name, slave flag, parking bond that is down", () -> {
            Devices devices = Devices.of(guest.shell());
            JsonNode vf = devices.link(Machine.VF);
            assertThat(vf.path("ifalias").asText()).isEqualTo("netvscd: VF of eth0");
            assertThat(vf.path("altnames").path(0).asText()).startsWith("eth0-vf");
            assertThat(devices.flags(Machine.VF)).contains("SLAVE", "UP");
            String bond = vf.path("master").asText();
            assertThat(bond).startsWith("netvscd-");
            assertThat(devices.flags(bond)).doesNotContain("UP");
            assertThat(devices.names().stream().filter(name -> name.startsWith("netvscd-"))).hasSize(1);
            return vf.path("altnames").path(0).asText() + ", slave of " + bond;
        });
        table.step("no address of its own", "none on the VF, IPv6 on the master", () -> {
            Devices devices = Devices.of(guest.shell());
            assertThat(devices.addresses(Machine.VF)).isEmpty();
            assertThat(devices.link(Machine.VF).path("inet6_addr_gen_mode").asText()).isEqualTo("none");
            List<String> master = devices.addresses(GuestDaemon.NIC);
            assertThat(master).anyMatch(address -> address.startsWith("fe80:"));
            return "none; eth0: " + master;
        });
    }

    void carry() {
        table.step("traffic over the VF", "all of it, once, by the VF", () -> {
            long before = frames("vf");
            long beside = frames("synthetic");
            Traffic.Seen seen = guest.traffic(5).end().complete();
            long carried = frames("vf") - before;
            assertThat(carried).as("frames by the VF").isGreaterThanOrEqualTo(seen.out().sent() + seen.in().sent() + 2 * seen.pings());
            assertThat(frames("synthetic") - beside).as("frames beside it").isLessThan(20);
            assertThat(guest.learnedPort()).as("the peer's port").isEqualTo(Fabric.VF_TAP);
            return seen + "; " + carried + " frames by the VF";
        });
        table.step("TCP over the VF", "octets in both directions", () -> stream(true) + ", " + stream(false));
    }

    private String stream(boolean outwards) throws Exception {
        String port = outwards ? "5303" : "5304";
        String tool = guest.tool().toString();
        NetworkNamespace peer = guest.fabric().namespace();
        CompletableFuture<String> sink = outwards ? peer.start(() -> peer.command(tool, "tcp-sink", port))
                : guest.shell().begin("traffic tcp-sink " + port);
        TimeUnit.MILLISECONDS.sleep(500);
        if (outwards) {
            guest.shell().run("traffic tcp-source " + Fabric.PEER + " " + port + " 3");
        } else {
            peer.command(tool, "tcp-source", GuestDaemon.ADDRESS, port, "3");
        }
        String gbps = sink.get().replaceFirst("(?s).*\"gbps\":([0-9.]+).*", "$1");
        assertThat(Double.parseDouble(gbps)).isPositive();
        return gbps + (outwards ? " Gbit/s out" : " Gbit/s in");
    }

    private long frames(String path) throws Exception {
        JsonNode counters = guest.daemon().nic().path("counters").path(path);
        return counters.path("txFrames").asLong() + counters.path("rxFrames").asLong();
    }
}
