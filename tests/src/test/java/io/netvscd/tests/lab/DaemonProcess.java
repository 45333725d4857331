package io.netvscd.tests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netvscd.actors.cli.Main;
import io.netvscd.actors.control.ControlClient;
import io.netvscd.datapath.linux.NetworkNamespace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code netvscd run} as a process of its own in the guest's namespace. */
public final class DaemonProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EMBEDDED = "{ type = embedded, uplink = " + Lab.UPLINK + " }";
    private static final String NETDEV = "{ type = netdev, device = " + Lab.UPLINK + " }";

    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");

    private final Path folder;
    private final Process process;

    /** What a command printed, and how it ended. */
    public record Output(int exit, String out, String err) {
        public JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    private DaemonProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Starts it on an embedded host whose uplink is the lab's. */
    static DaemonProcess start(Lab lab) throws Exception {
        return start(lab, EMBEDDED);
    }

    /** Starts it on the uplink itself, without a host. */
    static DaemonProcess startHostless(Lab lab) throws Exception {
        return start(lab, NETDEV);
    }

    /** Starts it for another NIC than the lab's, with its files in another folder. */
    static DaemonProcess startElsewhere(Lab lab) throws Exception {
        Path folder = Files.createDirectories(lab.folder().resolve("elsewhere"));
        return start(lab.guest(), folder, "{ name = eth9, mac = \"00:15:5d:0a:00:09\" }", SMALL);
    }

    /** Starts it on an embedded host, with this lane to a VF. */
    static DaemonProcess startOnLane(Lab lab, String lane) throws Exception {
        return start(lab, EMBEDDED, lane);
    }

    private static DaemonProcess start(Lab lab, String synthetic) throws Exception {
        return start(lab, synthetic, "user");
    }

    private static DaemonProcess start(Lab lab, String synthetic, String lane) throws Exception {
        String nic = "{ name = " + Lab.NIC + ", mac = \"" + Lab.MAC + "\", synthetic " + synthetic + ",\n"
                + "    vf { devices = any, lane = " + lane + ", takeover-delay = 20 ms } }";
        return start(lab.guest(), lab.folder(), nic, SMALL);
    }

    /**
     * Starts it.
     *
     * @param nics    what stands in the configuration's list of that name
     * @param options of the JVM
     */
    public static DaemonProcess start(NetworkNamespace guest, Path folder, String nics, List<String> options)
            throws Exception {
        Path config = folder.resolve("netvscd.conf");
        Files.writeString(config, String.join("\n",
                "netvscd {",
                "  journal { dir = \"" + folder.resolve("journal") + "\" }",
                "  control { socket = \"" + socket(folder) + "\" }",
                "  nics = [ " + nics + " ]",
                "}"));
        Files.deleteIfExists(socket(folder));
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", guest.name()));
        command.addAll(java(options));
        command.addAll(List.of(Main.class.getName(), "run", "-c", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
        DaemonProcess daemon = new DaemonProcess(folder, process);
        Await.until("a daemon that answers", daemon::answers, Boolean::booleanValue);
        return daemon;
    }

    /** The words that start a JVM with this one's class path, up to the name of the class to run. */
    public static List<String> java(List<String> options) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        words.addAll(options);
        for (String opened : List.of("jdk.internal.misc", "java.nio", "sun.nio.ch")) {
            words.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
        }
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return words;
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    private boolean answers() throws IOException {
        assertThat(process.isAlive()).as("the daemon runs; its log:%n%s", log()).isTrue();
        return Files.exists(socket(folder)) && cli("status", "--json").exit() == 0;
    }

    private static Path socket(Path folder) {
        return folder.resolve("control.sock");
    }

    private static Path log(Path folder) {
        return folder.resolve("daemon.log");
    }

    Path journal() {
        return folder.resolve("journal");
    }

    /** All that it and its predecessors in this lab have logged. */
    String log() throws IOException {
        return Files.readString(log(folder));
    }

    /** Runs a command line of {@code netvscd} against this daemon. */
    public Output cli(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--socket", socket(folder).toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), command.toArray(String[]::new));
        return new Output(exit, out.toString(), err.toString());
    }

    /** A connection of one's own to its control socket. */
    ControlClient connect() throws IOException {
        return ControlClient.connect(socket(folder));
    }

    /** {@code events --json}: every transition so far. */
    List<JsonNode> events() throws IOException {
        List<JsonNode> turns = new ArrayList<>();
        JSON.readerFor(JsonNode.class).<JsonNode>readValues(cli("events", "--json").out()).forEachRemaining(turns::add);
        return turns;
    }

    /** {@code status --json}, of the NIC. */
    public JsonNode nic() throws IOException {
        return cli("status", "--json").json().path("nics").path(0);
    }

    public JsonNode await(String what, Predicate<JsonNode> nic) throws Exception {
        return Await.until(what, this::nic, nic);
    }

    /** Waits until the channel is open, the NIC up, and this path in use. */
    public JsonNode awaitPath(String path) throws Exception {
        return await("traffic on the path " + path, nic -> nic.path("datapath").asText().equals(path)
                && nic.path("admin").asText().equals("up")
                && nic.path("channel").path("state").asText().equals("open"));
    }

    /** Frames that a path has carried in either direction. */
    long frames(String path) throws IOException {
        JsonNode counters = nic().path("counters").path(path);
        return counters.path("txFrames").asLong() + counters.path("rxFrames").asLong();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM; returns the exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("the daemon did not stop in 30 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
