package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What reaches the guest and the client, on either path and across switches: everything once, whole and valid. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeliveryTest {
    private static final long MUCH_BYTES = 32L << 20;

    private static Lab lab;
    private static DaemonProcess daemon;

    @BeforeAll
    static void begin() throws Exception {
        lab = Lab.create("delivery");
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
    void vfIsUp() throws Exception {
        onVf();
    }

    private static void onVf() throws Exception {
        lab.setVf("up");
        daemon.awaitPath("vf");
    }

    private static void onSynthetic() throws Exception {
        lab.setVf("down");
        daemon.awaitPath("synthetic");
    }

    @Test
    void datagramsToTheGuestAreSeenOnceOnEitherPath() throws Exception {
        assertThat(seenOnEitherPath(Lab.GUEST)).isEqualTo(seenOnce());
    }

    @Test
    void broadcastsAreSeenOnceOnEitherPath() throws Exception {
        assertThat(seenOnEitherPath(Lab.BROADCAST)).isEqualTo(seenOnce());
    }

    private record Seen(int twice, int lost) {
    }

    private static Seen seenOnce() {
        return new Seen(0, 0);
    }

    private static Seen seenOnEitherPath(String address) throws Exception {
        NumberedDatagrams.Result onVf = some(address);
        onSynthetic();
        NumberedDatagrams.Result onSynthetic = some(address);
        return new Seen(onVf.twice() + onSynthetic.twice(), onVf.lostInAll() + onSynthetic.lostInAll());
    }

    private static NumberedDatagrams.Result some(String address) throws Exception {
        NumberedDatagrams datagrams = new NumberedDatagrams(lab.client(), lab.guest(), address);
        for (int i = 0; i < 10; i++) {
            datagrams.awaitProgress();
        }
        return datagrams.finish();
    }

    @Test
    void noSwitchDeliversADatagramTwice() throws Exception {
        NumberedDatagrams unicast = new NumberedDatagrams(lab.client(), lab.guest(), Lab.GUEST);
        NumberedDatagrams broadcast = new NumberedDatagrams(lab.client(), lab.guest(), Lab.BROADCAST);
        for (int i = 0; i < 5; i++) {
            unicast.awaitProgress();
            broadcast.awaitProgress();
            unicast.event("set down");
            broadcast.event("set down");
            onSynthetic();
            unicast.awaitProgress();
            broadcast.awaitProgress();
            unicast.event("set up");
            broadcast.event("set up");
            onVf();
        }
        NumberedDatagrams.Result one = unicast.finish();
        NumberedDatagrams.Result all = broadcast.finish();
        System.out.printf("5 times, to the guest: of %d datagrams lost after a VF was %s, of %d broadcasts %s%n",
                one.sent(), one.lost(), all.sent(), all.lost());
        assertThat(one.twice()).isZero();
        assertThat(all.twice()).isZero();
    }

    @Test
    void aVfThatSomeoneSetUpFirstDeliversOnceAllTheSame() throws Exception {
        lab.unplugVf();
        daemon.awaitPath("synthetic");
        lab.plugVf();
        onVf();
        assertThat(seenOnEitherPath(Lab.BROADCAST)).isEqualTo(seenOnce());
    }

    @Test
    void theHostsOwnSwitchLosesNoDatagram() throws Exception {
        NumberedDatagrams toGuest = new NumberedDatagrams(lab.client(), lab.guest(), Lab.GUEST);
        NumberedDatagrams toClient = new NumberedDatagrams(lab.guest(), lab.client(), Lab.CLIENT);
        for (int i = 0; i < 2; i++) {
            toGuest.awaitProgress();
            toClient.awaitProgress();
            assertThat(daemon.cli("host", Lab.NIC, "force-synthetic").exit()).isZero();
            daemon.awaitPath("synthetic");
            daemon.awaitPath("vf");
        }
        NumberedDatagrams.Result guest = toGuest.finish();
        NumberedDatagrams.Result client = toClient.finish();
        assertThat(guest.lost()).isEmpty();
        assertThat(client.lost()).isEmpty();
        assertThat(guest.twice() + client.twice()).isZero();
    }

    @Test
    void theClientKnowsTheGuestByTheNicsOwnAddress() throws Exception {
        for (int i = 0; i < 2; i++) {
            lab.client().ip("neigh flush dev c0");
            assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
            assertThat(lab.neighbour(Lab.GUEST)).isEqualTo(Lab.MAC);
            onSynthetic();
        }
        assertThat(lab.neighbour(Lab.GUEST)).isEqualTo(Lab.MAC);
    }

    @Test
    void neighbourDiscoveryAndTcpOverIpv6WorkOnEitherPath() throws Exception {
        for (int i = 0; i < 2; i++) {
            lab.client().ip("neigh flush dev c0");
            TcpTransfer transfer = TcpTransfer.paced(lab.client(), lab.guest(), Lab.GUEST6);
            transfer.awaitProgress();
            assertThat(transfer.finish()).isPositive();
            assertThat(lab.neighbour(Lab.GUEST6)).isEqualTo(Lab.MAC);
            onSynthetic();
        }
    }

    @Test
    void tcpToTheGuestIsIntactOnEitherPath() throws Exception {
        muchOnEitherPath(lab.client(), lab.guest(), Lab.GUEST);
    }

    @Test
    void tcpFromTheGuestIsIntactOnEitherPath() throws Exception {
        muchOnEitherPath(lab.guest(), lab.client(), Lab.CLIENT);
    }

    /** Large segments and checksums are left to the devices everywhere in the lab: veth and TAP both take them. */
    private static void muchOnEitherPath(NetworkNamespace from, NetworkNamespace to, String address) throws Exception {
        for (String path : new String[] {"vf", "synthetic"}) {
            long before = daemon.frames(path);
            TcpTransfer transfer = TcpTransfer.fast(from, to, address);
            transfer.awaitProgress(MUCH_BYTES);
            assertThat(transfer.finish()).isGreaterThanOrEqualTo(MUCH_BYTES);
            assertThat(daemon.frames(path)).isGreaterThan(before);
            onSynthetic();
        }
        assertThat(lab.checksumErrors()).isZero();
    }

    @Test
    void theFabricFollowsASwitchThoughTheGuestIsSilent() throws Exception {
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
        lab.guest().command("sysctl", "-qw", "net.ipv6.conf." + Lab.NIC + ".disable_ipv6=1");
        try {
            Await.until("the fabric finds the NIC behind the VF", lab::fabricPort, Lab.VF_PORT::equals);
            long sent = sentByTheGuest();
            assertThat(daemon.cli("host", Lab.NIC, "force-synthetic").exit()).isZero();
            Await.until("the fabric finds the NIC behind the uplink", lab::fabricPort, Lab.UPLINK_PORT::equals);
            daemon.awaitPath("vf");
            Await.until("the fabric finds the NIC behind the VF again", lab::fabricPort, Lab.VF_PORT::equals);
            assertThat(sentByTheGuest()).as("frames that the guest itself sent").isEqualTo(sent);
        } finally {
            lab.guest().command("sysctl", "-qw", "net.ipv6.conf." + Lab.NIC + ".disable_ipv6=0");
            lab.guest().ip("addr replace " + Lab.GUEST6 + "/64 dev " + Lab.NIC + " nodad");
        }
    }

    @Test
    void aFabricThatHasForgottenASilentGuestIsReminded() throws Exception {
        lab.guest().command("sysctl", "-qw", "net.ipv6.conf." + Lab.NIC + ".disable_ipv6=1");
        lab.client().ip("neigh replace " + Lab.GUEST + " lladdr " + Lab.MAC + " dev c0 nud permanent");
        try {
            NumberedDatagrams flooded = new NumberedDatagrams(lab.client(), lab.guest(), Lab.GUEST);
            flooded.awaitProgress();
            long sent = sentByTheGuest();
            lab.makeFabricForget();
            Await.until("the fabric finds the NIC behind the VF", lab::fabricPort, Lab.VF_PORT::equals);
            NumberedDatagrams steered = new NumberedDatagrams(lab.client(), lab.guest(), Lab.GUEST);
            steered.awaitProgress();
            assertThat(sentByTheGuest()).as("frames that the guest itself sent").isEqualTo(sent);
            assertThat(steered.finish().twice()).isZero();
            NumberedDatagrams.Result result = flooded.finish();
            System.out.printf("A fabric that forgot: of %d datagrams %d arrived twice%n", result.sent(), result.twice());
            assertThat(result.lost()).isEmpty();
        } finally {
            lab.client().ip("neigh del " + Lab.GUEST + " dev c0");
            lab.guest().command("sysctl", "-qw", "net.ipv6.conf." + Lab.NIC + ".disable_ipv6=0");
            lab.guest().ip("addr replace " + Lab.GUEST6 + "/64 dev " + Lab.NIC + " nodad");
        }
    }

    private static long sentByTheGuest() throws Exception {
        JsonNode master = daemon.nic().path("counters").path("master");
        return master.path("txFrames").asLong();
    }
}
