package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.actors.control.ControlRefused;
import io.netvscd.actors.control.ControlServer;
import io.netvscd.config.ConfigLoader;
import io.netvscd.config.NetvscdConfig;
import io.netvscd.config.NicConfig;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.PortCounters;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs over a real socket, on a real engine, with a NIC that only notes what it is told. */
@Timeout(60)
class ControlVerbsTest {
    private static final String CONFIG = """
            netvscd {
              nics = [ { name = eth0, mac = "00:15:5d:0a:00:01" } ]
            }
            """;

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final BlockingQueue<Long> written = new LinkedBlockingQueue<>();
    private Path file;
    private Engine engine;
    private ControlServer server;
    private ControlClient client;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(folder.resolve("netvscd.conf"), CONFIG);
        NetvscdConfig config = ConfigLoader.load(file);
        engine = Engine.open(folder.resolve("journal"));
        engine.board().follow(turn -> written.add(turn.stamp().tick()));
        server = ControlServer.open(folder.resolve("sock"),
                new ControlVerbs(config, file, engine, List.of(new NotedNic(config.nics().get(0)))));
        client = ControlClient.connect(folder.resolve("sock"));
        engine.start(List.of(new NicFacts(
                "eth0", MacAddress.parse("00:15:5d:0a:00:01"), 1500, false, 100, true)));
        engine.post().tell(OwnerId.master("eth0"), new MasterInput.AdminChanged(true));
        awaitWritten(3);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        engine.stop();
        engine.close();
    }

    @Test
    void statusHasTheShapeThatOthersScriptAgainst() throws Exception {
        JsonNode status = call("status", ControlClient.args());

        assertThat(names(status)).containsExactly("nics", "journal", "version");
        JsonNode nic = status.path("nics").get(0);
        assertThat(names(nic)).containsExactly(
                "name", "mac", "mode", "admin", "mtu", "datapath", "lane", "channel", "vfs", "warnings", "flaps", "counters");
        assertThat(nic.path("warnings").path(0).asText()).isEqualTo("a program is in the way");
        assertThat(nic.path("flaps").toString()).isEqualTo("{\"perHour\":0,\"limit\":60,\"damped\":false}");
        assertThat(nic.path("admin").asText()).isEqualTo("up");
        assertThat(nic.path("datapath").asText()).isEqualTo("synthetic");
        assertThat(names(nic.path("channel"))).containsExactly("state", "nvsp", "link");
        assertThat(nic.path("channel").path("state").asText()).isEqualTo("open");
        assertThat(names(nic.path("counters"))).containsExactly("master", "vf", "synthetic");
        assertThat(nic.path("counters").path("master").toString())
                .isEqualTo("{\"txFrames\":1,\"txBytes\":2,\"rxFrames\":3,\"rxBytes\":4,\"dropped\":5}");
        assertThat(names(status.path("journal"))).containsExactly("dir", "records", "lastTick", "healthy", "gaps", "kept");
        assertThat(status.path("journal").path("healthy").asBoolean()).isTrue();
        assertThat(status.path("journal").path("records").asLong()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void eventsAreTheTransitionsAsJsonAndAsText() throws Exception {
        List<JsonNode> items = new ArrayList<>();

        client.call("events", ControlClient.args(), items::add);

        assertThat(items).hasSizeGreaterThanOrEqualTo(3);
        assertThat(items).allSatisfy(item ->
                assertThat(JsonLines.readTransition(item.path("record").toString()).stamp().bootEpoch()).isEqualTo(1));
        assertThat(items).anySatisfy(item -> assertThat(item.path("text").asText()).contains("AdminChanged[up=true]"));
    }

    @Test
    void eventsBeforeTheTimeAskedForAreLeftOut() throws Exception {
        List<JsonNode> items = new ArrayList<>();

        client.call("events", ControlClient.args().put("sinceMs", Long.MAX_VALUE), items::add);

        assertThat(items).isEmpty();
    }

    @Test
    void followGoesOnWithWhatHappensNext() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        ControlClient follower = ControlClient.connect(folder.resolve("sock"));
        Thread thread = new Thread(() -> {
            try {
                follower.call("events", ControlClient.args().put("follow", true), item ->
                        seen.add(item.path("text").asText()));
            } catch (IOException | ControlRefused ended) {
                seen.add("ended");
            }
        });
        thread.start();
        call("mark", ControlClient.args().put("text", "it blinked"));

        String last = "";
        while (!last.contains("it blinked")) {
            last = seen.poll(20, TimeUnit.SECONDS);
            assertThat(last).isNotNull();
        }
        follower.close();
        thread.join();
    }

    @Test
    void marksAreInputsOfTheWatcher() throws Exception {
        written.clear();
        call("mark", ControlClient.args().put("text", "it blinked"));
        awaitWritten(1);

        List<JsonNode> items = new ArrayList<>();
        client.call("events", ControlClient.args(), items::add);
        assertThat(items).anySatisfy(item ->
                assertThat(JsonLines.readTransition(item.path("record").toString()).input())
                        .isEqualTo(new WatcherInput.OperatorMark("it blinked")));
    }

    @Test
    void setIsWhatIpLinkDoes() throws Exception {
        call("set", args("eth0").put("what", "down"));
        call("set", args("eth0").put("what", "mtu=9000"));

        assertThat(told).containsExactly("up false", "mtu 9000");
        assertThat(refusal("set", args("eth0").put("what", "sideways"))).contains("up, down or mtu=N");
        assertThat(refusal("set", args("eth0").put("what", "mtu=1"))).contains("between 68 and");
        assertThat(refusal("set", args("eth7").put("what", "up"))).contains("no NIC 'eth7'; there are [eth0]");
    }

    @Test
    void hostTakesTheWordsOfScenarioSteps() throws Exception {
        ObjectNode args = args("eth0");
        args.putArray("words").add("link").add("state=down");

        call("host", args);

        assertThat(told).containsExactly("host Link[up=false]");
    }

    @Test
    void reloadIsAllOrNothing() throws Exception {
        assertThat(call("reload", ControlClient.args()).path("said").get(0).asText()).contains("nothing has changed");

        Files.writeString(file, CONFIG.replace("0a:00:01", "0a:00:02"));
        assertThat(refusal("reload", ControlClient.args())).contains("need a restart").contains("00:15:5d:0a:00:02");

        Files.writeString(file, CONFIG.replace("mac", "mak"));
        assertThat(refusal("reload", ControlClient.args())).contains("nothing was changed").contains("mak");
    }

    @Test
    void exportSendsEveryRecordOnce() throws Exception {
        List<String> lines = new ArrayList<>();

        JsonNode result = client.call("export", ControlClient.args(), item ->
                lines.add(item.path("transition").asText()));

        assertThat(lines).doesNotHaveDuplicates().hasSize(result.path("records").asInt());
        assertThat(result.path("config").asText()).contains("eth0");
    }

    @Test
    void anUnknownVerbIsRefusedWithThoseThatThereAre() {
        assertThat(refusal("fly", ControlClient.args())).contains("unknown verb 'fly'").contains("status");
    }

    private JsonNode call(String verb, ObjectNode args) throws IOException, ControlRefused {
        return client.call(verb, args, item -> { });
    }

    private String refusal(String verb, ObjectNode args) {
        String[] message = new String[1];
        assertThatThrownBy(() -> call(verb, args)).isInstanceOfSatisfying(ControlRefused.class, refused ->
                message[0] = refused.getMessage());
        return message[0];
    }

    private static ObjectNode args(String nic) {
        return ControlClient.args().put("nic", nic);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void awaitWritten(int turns) throws InterruptedException {
        for (int i = 0; i < turns; i++) {
            assertThat(written.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private final class NotedNic implements Nic {
        private final NicConfig config;

        private NotedNic(NicConfig config) {
            this.config = config;
        }

        @Override
        public NicConfig config() {
            return config;
        }

        @Override
        public Checkpoint checkpoint() {
            return new Checkpoint(new PortCounters(1, 2, 3, 4, 5), PortCounters.ZERO, PortCounters.ZERO);
        }

        @Override
        public String lane() {
            return "user";
        }

        @Override
        public String laneReason() {
            return "for a test";
        }

        @Override
        public List<String> warnings() {
            return List.of("a program is in the way");
        }

        @Override
        public boolean syntheticNetdevThere() {
            return true;
        }

        @Override
        public boolean syntheticNetdevLinked() {
            return true;
        }

        @Override
        public boolean hasEmbeddedHost() {
            return true;
        }

        @Override
        public void tellHost(HostCommand command) {
            told.add("host " + command);
        }

        @Override
        public void setUp(boolean up) {
            told.add("up " + up);
        }

        @Override
        public void setMtu(int mtu) {
            told.add("mtu " + mtu);
        }
    }
}
