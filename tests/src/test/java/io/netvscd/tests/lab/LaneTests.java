package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netvscd.datapath.linux.Libc;
import io.netvscd.replay.cli.ReplayTool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What either lane to a VF carries, through switches too. */
abstract class LaneTests extends FrameTests {
    private static final int SWITCHES = 20;

    private final String lane;

    LaneTests(String lane) {
        super("vf", Lab.VF);
        this.lane = lane;
    }

    @Override
    DaemonProcess start(Lab lab) throws Exception {
        return DaemonProcess.startOnLane(lab, lane);
    }

    @Test
    void statusNamesTheLane() throws Exception {
        JsonNode told = daemon().nic().path("lane");
        assertThat(told.path("vf").asText()).isEqualTo(lane);
        assertThat(told.path("reason").asText()).isNotEmpty();
        assertThat(daemon().cli("status").out()).contains("lane to a VF: " + lane);
    }

    @Test
    void connectionsBothWaysOutliveTwentySwitchesAndTheJournalReplays() throws Exception {
        TcpTransfer in = TcpTransfer.paced(lab().client(), lab().guest(), Lab.GUEST);
        TcpTransfer out = TcpTransfer.fast(lab().guest(), lab().client(), Lab.CLIENT6);
        int serial = lab().guest().call(() -> Libc.ifindex(Lab.VF));
        for (int i = 0; i < SWITCHES; i += 2) {
            associate(false, serial, "synthetic");
            in.awaitProgress();
            out.awaitProgress();
            associate(true, serial, "vf");
            in.awaitProgress();
            out.awaitProgress();
        }
        assertThat(in.finish()).isPositive();
        assertThat(out.finish()).isPositive();
        assertThat(daemon().stop()).isZero();
        StringWriter told = new StringWriter();
        int replayed = ReplayTool.run(new PrintWriter(told), new PrintWriter(told), "replay", daemon().journal().toString());
        assertThat(replayed).as("%s", told).isZero();
    }

    private void associate(boolean allocated, int serial, String path) throws Exception {
        DaemonProcess.Output answer = daemon().cli(
                "host", Lab.NIC, "vf-association", "allocated=" + allocated, "serial=" + serial);
        assertThat(answer.exit()).as(answer.err()).isZero();
        daemon().awaitPath(path);
    }

    @Test
    void statusCountsWhatTheDeviceCounts() throws Exception {
        List<Long> before = deviceBeforeStatus();
        long sent = statistic("tx_packets");
        assertThat(datagrams(lab().guest(), lab().client(), Lab.CLIENT, 100, 150)).isEqualTo(150);
        assertThat(datagrams(lab().client(), lab().guest(), Lab.GUEST, 100, 120)).isEqualTo(120);
        Await.until("both count the same", this::deviceBeforeStatus, before::equals);
        assertThat(statistic("tx_packets") - sent).isGreaterThanOrEqualTo(150);
    }

    /** By how many frames, sent and received, the device is before the status: read while none passed. */
    private List<Long> deviceBeforeStatus() throws Exception {
        return Await.until("no frame passes while counters are read", () -> {
            List<Long> device = List.of(statistic("tx_packets"), statistic("rx_packets"));
            JsonNode status = daemon().nic().path("counters").path("vf");
            boolean still = device.equals(List.of(statistic("tx_packets"), statistic("rx_packets")));
            return still ? List.of(device.get(0) - status.path("txFrames").asLong(), device.get(1) - status.path("rxFrames").asLong()) : null;
        }, Objects::nonNull);
    }

    private long statistic(String name) throws Exception {
        return Long.parseLong(lab().guest().command("cat", "/sys/class/net/" + Lab.VF + "/statistics/" + name).strip());
    }
}
