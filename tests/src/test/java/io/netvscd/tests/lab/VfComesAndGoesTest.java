package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The main job: a VF is added, set down, set up and deleted under traffic, again and again, and nobody notices. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class VfComesAndGoesTest {
    private static final int ROUNDS = 20;
    private static final int HOSTLESS_ROUNDS = 3;

    private Lab lab;
    private DaemonProcess daemon;
    private TcpTransfer transfer;
    private NumberedDatagrams datagrams;

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
    void aTransferOutlivesTwentyVfsOverAnEmbeddedHost() throws Exception {
        lab = Lab.create("host");
        daemon = DaemonProcess.start(lab);
        comeAndGo(ROUNDS);
        assertThat(switchesRecorded("VF")).isEqualTo(2 * ROUNDS);
        assertThat(switchesRecorded("SYNTHETIC")).isEqualTo(2 * ROUNDS);
    }

    @Test
    void aTransferOutlivesVfsWhereTheSyntheticPathIsANetdev() throws Exception {
        lab = Lab.create("hostless");
        daemon = DaemonProcess.startHostless(lab);
        comeAndGo(HOSTLESS_ROUNDS);
    }

    private void comeAndGo(int rounds) throws Exception {
        lab.configureNic();
        daemon.awaitPath("synthetic");
        assertThat(lab.guest().call(() -> Ping.answers(Lab.CLIENT))).isTrue();
        transfer = TcpTransfer.paced(lab.client(), lab.guest(), Lab.GUEST);
        datagrams = new NumberedDatagrams(lab.guest(), lab.client(), Lab.CLIENT);
        transfer.awaitProgress();
        for (int round = 1; round <= rounds; round++) {
            long before = daemon.frames("vf");
            event("added", "vf", lab::plugVf);
            assertThat(daemon.frames("vf")).isGreaterThan(before);
            before = daemon.frames("synthetic");
            event("set down", "synthetic", () -> lab.setVf("down"));
            assertThat(daemon.frames("synthetic")).isGreaterThan(before);
            event("set up", "vf", () -> lab.setVf("up"));
            event("deleted", "synthetic", lab::unplugVf);
        }
        NumberedDatagrams.Result result = datagrams.finish();
        System.out.printf("%d times: %d octets over TCP intact; of %d datagrams lost after a VF was: %s%n",
                rounds, transfer.finish(), result.sent(), result.lost());
        assertThat(result.twice()).as("datagrams that arrived twice").isZero();
        assertThat(result.lost()).as("where datagrams were lost").doesNotContainKey("begun");
    }

    private interface Deed {
        void run() throws Exception;
    }

    private void event(String name, String pathAfter, Deed deed) throws Exception {
        datagrams.event(name);
        deed.run();
        daemon.awaitPath(pathAfter);
        transfer.awaitProgress();
        assertThat(lab.client().call(() -> Ping.answers(Lab.GUEST))).as("ping, a VF %s", name).isTrue();
    }

    /** Where the datapath itself was first to find a VF failing, the record says that it fell back. */
    private long switchesRecorded(String path) throws Exception {
        return daemon.events().stream()
                .flatMap(turn -> StreamSupport.stream(turn.path("events").spliterator(), false))
                .filter(event -> pathAfter(event).equals(path))
                .count();
    }

    private static String pathAfter(JsonNode event) {
        return switch (event.path("type").asText()) {
            case "PathInUse" -> event.path("path").asText();
            case "PathFellBack" -> "SYNTHETIC";
            default -> "";
        };
    }
}
