package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.datapath.netlink.XdpProgram;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An XDP program that the user attaches to the NIC sees what arrives on both paths, whatever becomes of the VF. The
 * kernel runs none on frames that its own lane redirects, so that such a NIC has the lane through user space.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ProgramOnTheMasterTest {
    private static final int UNANSWERED_MS = 500;

    private Lab lab;
    private DaemonProcess daemon;

    @BeforeEach
    void begin() throws Exception {
        lab = Lab.create("program");
        daemon = DaemonProcess.startOnLane(lab, "auto");
        lab.configureNic();
    }

    @AfterEach
    void remove() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {daemon, lab}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryFrameOnEitherPath(XdpProgram.Mode mode) throws Exception {
        daemon.awaitPath("synthetic");
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
        XdpProgram dropping = XdpProgram.dropEverything(lab.guest(), Lab.NIC, mode);
        assertThat(isReached()).as("on the synthetic path").isFalse();
        lab.plugVf();
        daemon.awaitPath("vf");
        assertThat(daemon.nic().path("lane").path("vf").asText()).isEqualTo("user");
        assertThat(isReached()).as("on the VF").isFalse();
        lab.unplugVf();
        daemon.awaitPath("synthetic");
        assertThat(isReached()).as("on the synthetic path again").isFalse();
        dropping.close();
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isWarnedOfWhereTheKernelsLaneIsThereAlready(XdpProgram.Mode mode) throws Exception {
        lab.plugVf();
        daemon.awaitPath("vf");
        assumeTrue(daemon.nic().path("lane").path("vf").asText().equals("kernel"), "needs the kernel's lane");
        XdpProgram dropping = XdpProgram.dropEverything(lab.guest(), Lab.NIC, mode);
        daemon.await("a warning", ProgramOnTheMasterTest::warnsOfTheProgram);
        dropping.close();
        daemon.await("no warning", nic -> !warnsOfTheProgram(nic));
    }

    private boolean isReached() throws Exception {
        return lab.client().call(() -> InetAddress.getByName(Lab.GUEST).isReachable(UNANSWERED_MS));
    }

    private static boolean warnsOfTheProgram(JsonNode nic) {
        return nic.path("warnings").toString().contains("XDP program");
    }
}
