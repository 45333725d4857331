package io.netvscd.tests.guest;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.actors.control.ControlRefused;
import io.netvscd.tests.lab.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** The launcher's {@code netvscd run} in the guest. */
final class GuestDaemon {
    static final String NIC = "eth0";
    static final String MAC = "00:15:5d:0a:00:01";
    static final String ADDRESS = "10.77.0.2";
    private static final Duration DEADLINE = Duration.ofSeconds(240);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String LOG = "/var/log/netvscd.log";

    private final GuestShell shell;
    private final String launcher;

    /** @param home the source tree, which has the same path in the guest */
    GuestDaemon(GuestShell shell, Path home) {
        this.shell = shell;
        // Where every instruction is emulated, compiling well costs more than it saves.
        launcher = "NETVSCD_NO_BUILD=1 JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 JAVA_HOME=" + System.getProperty("java.home") + " " + home + "/netvscd ";
    }

    /**
     * Writes its configuration, with this lane to a VF.
     *
     * @param devices which may be one, {@code pci} or {@code any}
     */
    void configure(String lane, String devices) throws Exception {
        shell.run(String.join("\n", "mkdir -p /etc/netvscd /run/netvscd", "cat >/etc/netvscd/netvscd.conf <<END",
                "netvscd { nics = [ {",
                "  name = " + NIC + ", mac = \"" + MAC + "\"",
                "  synthetic { type = embedded, uplink = lower0 }",
                "  vf { lane = " + lane + ", devices = " + devices + " }",
                "} ] }", "END"));
    }

    /** Starts it, waits until its owners know what there is, and gives the NIC its address where it has none. */
    void start() throws Exception {
        shell.run(launcher + "run -c /etc/netvscd/netvscd.conf </dev/null >>" + LOG + " 2>&1 & echo $! >/run/netvscd.pid");
        Await.until("a daemon that is ready", DEADLINE, PAUSE, this::channel, "open"::equals);
        shell.run("ip addr replace " + ADDRESS + "/24 dev " + NIC + "; ip link set " + NIC + " up");
    }

    private String channel() throws Exception {
        try {
            return nic().path("channel").path("state").asText();
        } catch (IOException notYet) {
            return notYet.getMessage();
        }
    }

    /** What {@code status} says of the NIC. */
    JsonNode nic() throws Exception {
        return status().path("nics").path(0);
    }

    JsonNode status() throws Exception {
        try (ControlClient client = shell.control()) {
            return client.call("status", ControlClient.args(), item -> { });
        } catch (ControlRefused refused) {
            throw new IOException(refused);
        }
    }

    JsonNode await(String what, Predicate<JsonNode> nic) throws Exception {
        return Await.until(what, DEADLINE, PAUSE, this::nic, nic);
    }

    /** Waits until this path is in use and, where it is the VF's, the VF active. */
    JsonNode awaitPath(String path) throws Exception {
        return await("traffic on the path " + path, nic -> nic.path("datapath").asText().equals(path)
                && nic.path("admin").asText().equals("up"));
    }

    /** kill -9. */
    void kill() throws Exception {
        shell.run("kill -9 $(cat /run/netvscd.pid); while [ -d /proc/$(cat /run/netvscd.pid) ]; do sleep 0.1; done");
    }

    /** SIGTERM; returns when it has ended. */
    void stop() throws Exception {
        shell.run("pid=$(cat /run/netvscd.pid); kill $pid; tries=600\n"
                + "while [ -d /proc/$pid ]; do tries=$((tries - 1)); [ $tries -gt 0 ] || exit 1; sleep 0.1; done");
    }

    /** The live journal, as the command line in the guest exports it. */
    byte[] export() throws Exception {
        shell.run(launcher + "export --raw --out /tmp/ticket.zip");
        return shell.octets("cat /tmp/ticket.zip; rm /tmp/ticket.zip");
    }

    /** The journal's folder as it lies there, as a tar archive. */
    byte[] journal() throws Exception {
        return shell.octets("tar -C /var/lib/netvscd -cf - journal");
    }

    String log() throws Exception {
        return shell.run("cat " + LOG + " 2>/dev/null || true");
    }
}
