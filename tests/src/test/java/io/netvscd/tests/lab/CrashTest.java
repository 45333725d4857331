package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.replay.cli.ReplayTool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The daemon's end, sudden or orderly, and its next life. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class CrashTest {
    private static final int CRASHES = 2;

    private Lab lab;
    private DaemonProcess daemon;

    @BeforeEach
    void begin() throws Exception {
        lab = Lab.create("crash");
        daemon = DaemonProcess.start(lab);
        lab.configureNic();
        lab.plugVf();
        daemon.awaitPath("vf");
    }

    @AfterEach
    void remove() throws Exception {
        if (daemon != null) {
            daemon.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aConnectionOutlivesTheDaemon() throws Exception {
        TcpTransfer transfer = TcpTransfer.paced(lab.client(), lab.guest(), Lab.GUEST);
        transfer.awaitProgress();
        for (int i = 0; i < CRASHES; i++) {
            daemon.kill();
            assertThat(lab.guest().ip("-o link show " + Lab.NIC)).contains(Lab.MAC);
            daemon = DaemonProcess.start(lab);
            daemon.awaitPath("vf");
            transfer.awaitProgress();
        }
        assertThat(transfer.finish()).isPositive();
        assertThat(daemon.stop()).isZero();
        assertThat(replay()).isZero();
    }

    @Test
    void whatTheDevicesDidMeanwhileIsMadeUpFor() throws Exception {
        daemon.kill();
        lab.unplugVf();
        daemon = DaemonProcess.start(lab);
        daemon.awaitPath("synthetic");
        assertThat(daemon.nic().path("vfs")).isEmpty();
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
        daemon.kill();
        lab.plugVf();
        daemon = DaemonProcess.start(lab);
        daemon.awaitPath("vf");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
        assertThat(daemon.stop()).isZero();
        assertThat(replay()).isZero();
    }

    @Test
    void anOrderlyStopLeavesOrdinaryNetdevsBehind() throws Exception {
        assertThat(lab.guest().ip("-o link show " + Lab.VF)).contains("alias netvscd", "altname");
        assertThat(filters(Lab.VF)).isNotEmpty();
        assertThat(filters(Lab.UPLINK)).isNotEmpty();

        assertThat(daemon.stop()).isZero();

        assertThat(lab.guest().ip("-o link show " + Lab.VF)).doesNotContain("alias", "altname");
        assertThat(filters(Lab.VF) + filters(Lab.UPLINK)).isEmpty();
        assertThat(lab.guest().ip("-o link show")).doesNotContain(Lab.NIC);
        lab.guest().ip("addr add " + Lab.GUEST + "/24 dev " + Lab.VF);
        lab.guest().ip("link set " + Lab.VF + " up");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
        assertThat(replay()).isZero();
    }

    /** It answers on its socket before it has seen its devices. */
    @Test
    void aStopRightAfterTheStartIsAnOrderlyOne() throws Exception {
        assertThat(daemon.stop()).isZero();
        daemon = DaemonProcess.start(lab);
        assertThat(daemon.stop()).isZero();
        assertThat(lab.guest().ip("-o link show")).doesNotContain("alias", "altname", Lab.NIC);
        assertThat(qdiscs(Lab.VF) + qdiscs(Lab.UPLINK)).doesNotContain("clsact");
    }

    @Test
    void aStopAfterACrashLeavesOrdinaryNetdevsBehindToo() throws Exception {
        daemon.kill();
        assertThat(filters(Lab.VF)).isNotEmpty();
        daemon = DaemonProcess.start(lab);
        daemon.awaitPath("vf");

        assertThat(daemon.stop()).isZero();

        assertThat(lab.guest().ip("-o link show")).doesNotContain("alias", "altname", Lab.NIC);
        assertThat(qdiscs(Lab.VF) + qdiscs(Lab.UPLINK)).doesNotContain("clsact");
    }

    @Test
    void whatACrashLeftOfANicThatIsConfiguredNoMoreGoesWithTheNextStart() throws Exception {
        daemon.kill();
        daemon = DaemonProcess.startElsewhere(lab);

        assertThat(lab.guest().ip("-o link show")).doesNotContain("netvscd: ", "altname", Lab.NIC + ":");
        assertThat(qdiscs(Lab.VF) + qdiscs(Lab.UPLINK)).doesNotContain("clsact");
        assertThat(daemon.stop()).isZero();
    }

    @Test
    void whatAnotherDaemonUsesIsNothingLeftBehind() throws Exception {
        try (DaemonProcess other = DaemonProcess.startElsewhere(lab)) {
            assertThat(filters(Lab.VF)).isNotEmpty();
            assertThat(lab.guest().ip("-o link show " + Lab.VF)).contains("alias netvscd", "altname");
            assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
            assertThat(other.stop()).isZero();
        }
    }

    @Test
    void aTapThatTheUserMadeStaysWithItsAddresses() throws Exception {
        assertThat(daemon.stop()).isZero();
        lab.guest().ip("tuntap add " + Lab.NIC + " mode tap");
        lab.guest().ip("link set " + Lab.NIC + " address " + Lab.MAC);
        lab.configureNic();
        daemon = DaemonProcess.start(lab);
        daemon.awaitPath("vf");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();

        assertThat(daemon.stop()).isZero();

        assertThat(lab.guest().ip("-o addr show " + Lab.NIC)).contains(Lab.GUEST);
    }

    private String filters(String device) throws Exception {
        return lab.guest().command("tc", "filter", "show", "dev", device, "ingress");
    }

    private String qdiscs(String device) throws Exception {
        return lab.guest().command("tc", "qdisc", "show", "dev", device);
    }

    private int replay() {
        StringWriter out = new StringWriter();
        int exit = ReplayTool.run(new PrintWriter(out), new PrintWriter(out), "replay", daemon.journal().toString());
        System.out.println(out);
        return exit;
    }
}
