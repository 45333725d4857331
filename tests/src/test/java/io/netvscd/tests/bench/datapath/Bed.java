package io.netvscd.tests.bench.datapath;

import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.linux.NetworkNamespace;
import io.netvscd.datapath.netlink.LinkControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The two ends of a subject: a guest with the NIC that is measured, and a peer at the other end of its wires. */
final class Bed implements AutoCloseable {
    static final String NIC = "m0";
    static final String NIC_MAC = "00:15:5d:0b:00:01";
    static final String PEER_DEVICE = "p0";
    static final String PEER_MAC = "02:00:00:00:0b:02";
    private static final String OTHER_MAC = "02:00:00:00:0c:02";
    private static final String BRIDGE = "br0";
    private static final String BRIDGE_MAC = "02:00:00:00:0d:02";
    static final String VF = "vf0";
    static final String LOWER = "syn0";

    private static final Set<Bed> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Bed::removeAll));
    }

    private final NetworkNamespace guest;
    private final NetworkNamespace peer;
    private final int number;

    private Bed(NetworkNamespace guest, NetworkNamespace peer, int number) {
        this.guest = guest;
        this.peer = peer;
        this.number = number;
    }

    static Bed create(String label) throws Exception {
        Bed bed = of(NetworkNamespace.create(label + "-guest"), NetworkNamespace.create(label + "-peer"), 0);
        OPEN.add(bed);
        return bed;
    }

    /** Whatever ends the benchmark, its namespaces go. */
    private static void removeAll() {
        for (Bed bed : OPEN) {
            try {
                bed.close();
            } catch (IOException | AssertionError gone) {
                System.err.println(bed.guest.name() + ": " + gone.getMessage());
            }
        }
    }

    /** Another NIC between two namespaces that are there, with devices and addresses of its own. */
    static Bed of(NetworkNamespace guest, NetworkNamespace peer, int number) {
        return new Bed(guest, peer, number);
    }

    NetworkNamespace guest() {
        return guest;
    }

    NetworkNamespace peer() {
        return peer;
    }

    /** A device's name in this bed. */
    String device(String base) {
        return number == 0 ? base : base + "n" + number;
    }

    String mac(String base) {
        return base.substring(0, 9) + String.format("%02x", number) + base.substring(11);
    }

    String guestAddress() {
        return "10.88." + number + ".1";
    }

    String peerAddress() {
        return "10.88." + number + ".2";
    }

    /** A veth pair, both ends up; the guest's has the NIC's MAC. */
    void wire(String guestDevice, String peerDevice) throws Exception {
        guest.ip("link add " + device(guestDevice) + " address " + mac(NIC_MAC) + " type veth peer name "
                + device(peerDevice) + " address " + mac(peerDevice.equals(PEER_DEVICE) ? PEER_MAC : OTHER_MAC)
                + " netns " + peer.name());
        peer.ip("link set " + device(peerDevice) + " up");
        guest.ip("link set " + device(guestDevice) + " up");
    }

    /** Has the peer see VF and lower device behind one bridge, whose address is the peer's. */
    void bridgePeer(String... peerDevices) throws Exception {
        peer.ip("link add " + BRIDGE + " address " + mac(BRIDGE_MAC) + " type bridge stp_state 0 forward_delay 0");
        for (String device : peerDevices) {
            peer.ip("link set " + device(device) + " master " + BRIDGE);
        }
        peer.ip("link set " + BRIDGE + " up");
        peer.ip("addr add " + peerAddress() + "/24 dev " + BRIDGE);
    }

    /** A VF that was deleted is there again. */
    void plugVf() throws Exception {
        wire(VF, PEER_DEVICE);
        peer.ip("link set " + device(PEER_DEVICE) + " master " + BRIDGE);
    }

    void addressPeer(String peerDevice) throws Exception {
        peer.ip("addr add " + peerAddress() + "/24 dev " + device(peerDevice));
    }

    /** Has the system's own stack hear nothing of what arrives on a device of the guest. */
    void hide(String guestDevice) throws Exception {
        guest.run(() -> {
            try (LinkControl control = LinkControl.open()) {
                control.hideIngress(Libc.ifindex(device(guestDevice)));
            }
        });
    }

    /** The NIC is there: addresses on it, and up. */
    void configureNic() throws Exception {
        configureNic(PEER_MAC);
    }

    /** The same, where the peer's address is on its bridge. */
    void configureNicBehindBridge() throws Exception {
        configureNic(BRIDGE_MAC);
    }

    private void configureNic(String peerMac) throws Exception {
        guest.ip("addr add " + guestAddress() + "/24 dev " + device(NIC));
        guest.ip("link set " + device(NIC) + " txqueuelen 1000 up");
        // Known from the start, so that no measurement begins with a question.
        guest.ip("neigh replace " + peerAddress() + " lladdr " + mac(peerMac) + " dev " + device(NIC));
    }

    /** Frames that a device has received. */
    long received(NetworkNamespace end, String base) throws Exception {
        return end.call(() -> received(Files.readAllLines(Path.of("/proc/thread-self/net/dev")), device(base)));
    }

    private static long received(List<String> devices, String name) {
        return devices.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip().split(" +")[1]))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        if (OPEN.remove(this)) {
            guest.close();
            peer.close();
        }
    }
}
