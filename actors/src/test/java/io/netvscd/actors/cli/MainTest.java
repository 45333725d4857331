package io.netvscd.actors.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpIsAnAnswerAndNamesEveryCommandThatWorks() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("demo", "run", "check-config", "doctor", "status", "events", "set", "mark")
                .contains("reload", "host", "export", "version", "bind", "unbind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run", "check-config", "doctor", "bind", "unbind", "status", "metrics", "events", "set", "mark", "reload",
        "host", "export", "version"})
    void eachCommandHasItsOwnHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: netvscd " + command + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fly", "status --colour", "set eth0", "export", "host eth0", "bind", "unbind a b"})
    void badUsageEndsWithTwoAndSaysWhatIsMissing(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "events", "set eth0 up", "mark blinked", "reload", "host eth0 offer"})
    void aDaemonThatDoesNotRunIsNamedAndEndsWithThree(String line) {
        Path nowhere = folder.resolve("control.sock");

        assertThat(run((line + " --socket " + nowhere).split(" "))).isEqualTo(3);
        assertThat(err.toString()).contains("no daemon answers at " + nowhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind eth0", "unbind eth0 --json"})
    void bindingNeedsAHyperVGuest(String line) {
        assumeThat(Path.of("/sys/bus/vmbus")).as("this is a Hyper-V guest: its devices stay alone").doesNotExist();

        assertThat(run(line.split(" "))).isEqualTo(3);
        assertThat(err.toString()).contains("no Hyper-V guest");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void runningOnARealHostNeedsAHyperVGuest() throws IOException {
        assumeThat(Path.of("/sys/bus/vmbus")).as("this is a Hyper-V guest: its devices stay alone").doesNotExist();
        Path file = Files.writeString(folder.resolve("uio.conf"), """
                netvscd {
                  journal.dir = "%s/journal", control.socket = "%s/control.sock"
                  nics = [ { name = nvtest0, mac = "00:15:5d:0a:00:01", synthetic.type = uio } ]
                }""".formatted(folder, folder));

        assertThat(run("run", "-c", file.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("no Hyper-V guest");
    }

    @Test
    void bindingWarnsThatTheInterfaceLeavesTheKernel() {
        assertThat(run("bind", "--help")).isZero();
        assertThat(out.toString()).contains("LEAVES THE KERNEL").contains("unbind");
    }

    @Test
    void versionNeedsNoDaemon() throws IOException {
        assertThat(run("version", "--json", "--socket", folder.resolve("none").toString())).isZero();
        assertThat(json().path("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(json().path("daemon").isNull()).isTrue();
    }

    @Test
    void aGoodConfigurationIsPrintedWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("good.conf"),
                "netvscd { nics = [ { name = eth0, mac = \"00:15:5d:0a:00:01\" } ] }");

        assertThat(run("check-config", "-c", file.toString())).isZero();
        assertThat(out.toString()).contains("takeover-delay").contains("eth0");
    }

    @Test
    void everyMistakeOfAConfigurationIsToldWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.conf"),
                "netvscd {\n nics = [ { name = eth0, mac = \"x\", mtu = 20 } ]\n colour = red\n}");

        assertThat(run("check-config", "-c", file.toString(), "--json")).isEqualTo(2);
        assertThat(json().path("ok").asBoolean()).isFalse();
        assertThat(json().path("problems")).hasSize(3);
        assertThat(json().path("problems").get(0).path("line").asInt()).isPositive();
    }

    @Test
    void runRefusesAConfigurationWithMistakes() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.conf"), "netvscd { nics = [ { name = eth0 } ] }");

        assertThat(run("run", "-c", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("mac");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run -c", "run --config", "run --colour red", "run here", "run -c a b"})
    void aDaemonIsNotStartedByHalfACommandLine(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("internal error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run -c NONE", "run --config NONE", "run --config=NONE", "run -cNONE"})
    void aConfigurationIsFoundHoweverItIsGiven(String line) {
        Path none = folder.resolve("none.conf");

        assertThat(run(line.replace("NONE", none.toString()).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(none.toString());
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThat(run("events", "--since", "yesteryear")).isEqualTo(2);
        assertThat(err.toString()).contains("yesteryear").contains("-15m");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private JsonNode json() throws IOException {
        return Console.json().readTree(out.toString());
    }
}
