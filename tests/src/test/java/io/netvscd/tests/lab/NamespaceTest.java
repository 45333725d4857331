package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.linux.NetworkNamespace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Devices that somebody moves to another network namespace and back. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class NamespaceTest {
    private Lab lab;
    private NetworkNamespace elsewhere;
    private DaemonProcess daemon;

    @BeforeEach
    void begin() throws Exception {
        lab = Lab.create("moved");
        elsewhere = NetworkNamespace.create("moved-elsewhere");
        daemon = DaemonProcess.start(lab);
        lab.configureNic();
        lab.plugVf();
        daemon.awaitPath("vf");
    }

    @AfterEach
    void remove() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {daemon, elsewhere, lab}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void aVfThatIsMovedIsGoneUntilItIsBack() throws Exception {
        lab.guest().ip("link set " + Lab.VF + " netns " + elsewhere.name());
        daemon.awaitPath("synthetic");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();

        elsewhere.ip("link set " + Lab.VF + " netns " + lab.guest().name());
        daemon.awaitPath("vf");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
    }

    @Test
    void aTapThatIsMovedIsANicThatIsSetDownUntilItIsBack() throws Exception {
        lab.guest().ip("link set " + Lab.NIC + " netns " + elsewhere.name());
        daemon.await("the NIC is down and on synthetic", nic ->
                nic.path("admin").asText().equals("down") && nic.path("datapath").asText().equals("synthetic"));
        Await.until("the VF follows it", () -> lab.guest().ip("-o link show " + Lab.VF), vf -> vf.contains("state DOWN"));

        elsewhere.ip("link set " + Lab.NIC + " netns " + lab.guest().name());
        lab.configureNic();
        daemon.awaitPath("vf");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
    }
}
