package io.netvscd.tests.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A guest, a client, and the fabric between them: three network namespaces and a bridge.
 *
 * <pre>
 *   guest                       fabric                client
 *     eth0 (the daemon's TAP)
 *     lower0 ------------------ up0 \
 *                                    br0 --- pc0 ---- c0
 *     vf0 (has eth0's MAC) ---- pvf0 /
 * </pre>
 */
final class Lab implements AutoCloseable {
    static final String NIC = "eth0";
    static final String MAC = "00:15:5d:0a:00:01";
    static final String UPLINK = "lower0";
    static final String VF = "vf0";
    static final String UPLINK_PORT = "up0";
    static final String VF_PORT = "pvf0";
    static final String GUEST = "10.77.0.1";
    static final String CLIENT = "10.77.0.2";
    static final String GUEST6 = "fd77:0:0:0:0:0:0:1";
    static final String CLIENT6 = "fd77:0:0:0:0:0:0:2";
    static final String BROADCAST = "10.77.0.255";

    private static final String BRIDGE = "br0";
    private static final String BRIDGE_MAC = "02:00:00:00:00:fe";
    static final String CLIENT_MAC = "02:00:00:00:00:02";

    private final NetworkNamespace guest;
    private final NetworkNamespace fabric;
    private final NetworkNamespace client;
    private final Path folder;

    private Lab(NetworkNamespace guest, NetworkNamespace fabric, NetworkNamespace client, Path folder) {
        this.guest = guest;
        this.fabric = fabric;
        this.client = client;
        this.folder = folder;
    }

    /** Makes it all but for the VF; the test is skipped where namespaces, TAPs or bridges cannot be had. */
    static Lab create(String label) throws Exception {
        NetworkNamespace guest = NetworkNamespace.create(label + "-guest");
        NetworkNamespace fabric = NetworkNamespace.create(label + "-fabric");
        NetworkNamespace client = NetworkNamespace.create(label + "-client");
        Lab lab = new Lab(guest, fabric, client, Files.createTempDirectory("nvt-" + label));
        try {
            lab.build();
            return lab;
        } catch (Exception | AssertionError failed) {
            lab.close();
            throw failed;
        }
    }

    private void build() throws Exception {
        for (NetworkNamespace end : List.of(guest, client)) {
            end.command("sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=0");
            end.command("sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0");
        }
        assumeTrue(hasBridges(), "needs the kernel's bridge module");
        guest.ip("link add " + UPLINK + " type veth peer name " + UPLINK_PORT + " netns " + fabric.name());
        client.ip("link add c0 address " + CLIENT_MAC + " type veth peer name pc0 netns " + fabric.name());
        for (String port : List.of(UPLINK_PORT, "pc0")) {
            fabric.ip("link set " + port + " master " + BRIDGE + " up");
        }
        guest.up(UPLINK);
        client.up("c0");
        client.ip("addr add " + CLIENT + "/24 broadcast " + BROADCAST + " dev c0");
        client.ip("addr add " + CLIENT6 + "/64 dev c0 nodad");
    }

    private boolean hasBridges() {
        try {
            fabric.ip("link add " + BRIDGE + " address " + BRIDGE_MAC + " type bridge stp_state 0 forward_delay 0");
            fabric.ip("link set " + BRIDGE + " up");
            return true;
        } catch (Exception | AssertionError refused) {
            return false;
        }
    }

    NetworkNamespace guest() {
        return guest;
    }

    NetworkNamespace fabric() {
        return fabric;
    }

    NetworkNamespace client() {
        return client;
    }

    /** Where configuration, journal and socket of the daemon are, and whatever a test puts there. */
    Path folder() {
        return folder;
    }

    /** Does what the operator does once: addresses on the NIC, and up. */
    void configureNic() throws Exception {
        guest.ip("addr add " + GUEST + "/24 broadcast " + BROADCAST + " dev " + NIC);
        guest.ip("addr add " + GUEST6 + "/64 dev " + NIC + " nodad");
        guest.ip("link set " + NIC + " up");
    }

    void plugVf() throws Exception {
        guest.ip("link add " + VF + " address " + MAC + " type veth peer name " + VF_PORT + " netns " + fabric.name());
        fabric.ip("link set " + VF_PORT + " master " + BRIDGE + " up");
    }

    void unplugVf() throws Exception {
        guest.ip("link del " + VF);
    }

    void setVf(String state) throws Exception {
        guest.ip("link set " + VF + " " + state);
    }

    /** The port behind which the fabric has learned the NIC's address; empty while it does not know. */
    String fabricPort() throws Exception {
        String learned = fabric.command("bridge", "fdb", "show", "br", BRIDGE);
        Matcher entry = Pattern.compile(MAC + " dev (\\w+) master").matcher(learned);
        return entry.find() ? entry.group(1) : "";
    }

    /** The fabric forgets whatever it has learned, and floods until it has learned it anew. */
    void makeFabricForget() throws Exception {
        fabric.ip("link set " + BRIDGE + " type bridge fdb_flush");
    }

    /** The fabric's devices, those that are there. */
    List<String> fabricPorts() throws Exception {
        return Stream.of(fabric.ip("-br link show").split("\n"))
                .map(line -> line.split("[@ ]")[0])
                .filter(device -> !device.equals("lo"))
                .toList();
    }

    /** Segments and datagrams whose checksum was wrong, at either end, of whichever version. */
    long checksumErrors() throws Exception {
        long errors = 0;
        for (NetworkNamespace end : List.of(guest, client)) {
            for (String line : end.command("nstat", "-as").split("\n")) {
                String[] words = line.trim().split(" +");
                errors += words[0].endsWith("CsumErrors") ? Long.parseLong(words[1]) : 0;
            }
        }
        return errors;
    }

    /** What the client believes the link-layer address of a host to be; empty while it does not know. */
    String neighbour(String address) throws Exception {
        Matcher entry = Pattern.compile("lladdr (\\S+)").matcher(client.ip("neigh show to " + address));
        return entry.find() ? entry.group(1) : "";
    }

    @Override
    public void close() throws IOException {
        for (NetworkNamespace namespace : List.of(guest, fabric, client)) {
            namespace.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
