package io.netvscd.replay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioParserTest {
    private static final String HEAD = """
            name = "n"
            source = "s"
            nic { name = eth0, mac = "00:15:5d:0a:00:01" }
            """;

    @Test
    void readsTheNicWithItsDefaults() throws Exception {
        Scenario scenario = parse(HEAD + "steps = []");

        assertThat(scenario.nics()).containsExactly(new NicSetup(
                "eth0", MacAddress.parse("00:15:5d:0a:00:01"), 1500, 100_000_000L, 1_000_000L));
    }

    @Test
    void readsAStepWithItsInstantAndPlace() throws Exception {
        TimedStep step = only("{ at = 1500 us, host = vf-association, allocated = true, serial = 2 }");

        assertThat(step).isEqualTo(new TimedStep(
                1_500_000L, "eth0", new HostStep(HostStep.Verb.VF_ASSOCIATION, true, 2, false, "", Bytes.EMPTY),
                new Position("test.conf", 4)));
    }

    @Test
    void writesWhatItReads() throws Exception {
        for (String step : List.of(
                "{ at = 1 ms, host = refuse-oid, oid = \"fc01020d\" }", "{ at = 1 ms, host = limit-mtu, value = 1500 }",
                "{ at = 1 ms, daemon = restart, owner = vf, name = vf0, after = 2, when = decided }",
                "{ at = 1 ms, daemon = restart, owner = channel }")) {
            TimedStep read = only(step);
            String text = ScenarioText.of(parse(HEAD + "steps = [" + step + "]"));

            assertThat(ScenarioParser.parse("again.conf", text).steps())
                    .extracting(TimedStep::step).containsExactly(read.step());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "host = offer", "host = rescind", "host = vf-association, allocated = false, serial = 2",
        "host = force-synthetic", "host = link, state = down", "host = network-change", "host = hold-completions",
        "host = release-completions", "host = drop-completion", "host = fail-switch",
        "host = limit-version, version = \"5.0\"", "host = refuse-oid, oid = \"fc01020d\"",
        "host = limit-mtu, value = 1500", "host = stall", "host = resume", "host = silent", "host = talk",
        "host = raw, hex = \"8100000001000000\"", "pci = add, name = vf0, slot = 2", "pci = remove, name = vf0",
        "netdev = register, name = vf0, mac = \"00:15:5d:0a:00:01\", slot = 2, carrier = false",
        "netdev = unregister, name = vf0", "netdev = up, name = vf0", "netdev = going-down, name = vf0",
        "netdev = down, name = vf0", "netdev = change, name = vf0", "netdev = rename, name = vf0, to = enP1",
        "netdev = carrier, name = vf0, state = up", "netdev = mtu, name = vf0, value = 9000",
        "netdev = mtu, name = vf0, refuse = true", "netdev = address, name = vf0, ip = \"10.0.0.1/24\", remove = true",
        "netdev = stall, name = vf0", "netdev = resume, name = vf0", "netdev = recovering, name = vf0",
        "netdev = recovered, name = vf0", "netdev = failed, name = vf0", "netdev = overrun",
        "vf = plug, name = vf0, mac = \"00:15:5d:0a:00:01\", slot = 2", "vf = unplug, name = vf0",
        "vf = yank, name = vf0", "admin = up", "admin = down", "admin = mtu, value = 9000",
        "admin = mac, value = \"00:15:5d:0a:00:02\"", "admin = promiscuous, state = on",
        "send = 10, from = master, size = 1400", "send = 10, from = vf, name = vf0", "send = 10, from = synthetic",
        "daemon = crash", "daemon = start", "daemon = stop", "daemon = restart, owner = pci",
        "daemon = restart, owner = vf, name = vf0, after = 2, when = decided", "journal = fail", "journal = ok",
        "expect { datapath = vf, host-datapath = synthetic, admin = up, channel = open, vf { vf0 = active } }",
        "expect { vf-mtu { vf0 = 1500 }, switches { to-vf = 1, to-synthetic = 0 }, carried { vf = 1 } }",
        "expect { delivered = 3, lost = 0, warnings { vf0 = [b, a] }, journal { healthy = true, gaps = 0 } }",
    })
    void understandsTheWholeVocabulary(String step) throws Exception {
        assertThat(only("{ at = 0 ms, " + step + " }").step()).isNotNull();
    }

    @Test
    void ordersStepsByTimeAndKeepsThoseOfOneInstantAsWritten() throws Exception {
        Scenario scenario = parse(HEAD + """
                steps = [
                  { at = 2 ms, admin = down }
                  { at = 1 ms, host = offer }
                  { at = 1 ms, admin = up }
                ]
                """);

        assertThat(scenario.steps()).extracting(step -> step.step().words())
                .containsExactly("host = offer", "admin = up", "admin = down");
    }

    @Test
    void keepsExpectedValuesInOneComparableForm() throws Exception {
        Expectation expectation = (Expectation) only(
                "{ at = 0 ms, expect { vf { vf0 = gone }, lost = 0, warnings { vf0 = [b, a] } } }").step();

        assertThat(expectation.values()).extracting(Expectation.Value::path, Expectation.Value::expected)
                .containsExactlyInAnyOrder(
                        tuple("vf.vf0", "gone"),
                        tuple("lost", "0"),
                        tuple("warnings.vf0", "[a, b]"));
    }

    @Test
    void reportsEveryMistakeAtOnceWithItsLine() {
        assertThat(mistakes("""
                name = "n"
                sorce = "s"
                nic { name = eth0, mac = "00:15:5d:0a:00:01", mtu = 9 }
                steps = [
                  { at = 0 ms, host = ofer }
                  { at = soon, admin = up }
                  { at = 0 ms, host = link }
                  { at = 0 ms, admin = up, vf = yank }
                  { at = 0 ms, daemon = restart, owner = master, name = vf0 }
                  { at = 0 ms, expect { datpath = vf, vf { vf0 = dead }, lost = few } }
                ]
                """)).satisfiesExactlyInAnyOrder(
                    line -> assertThat(line).contains("'source' is missing"),
                    line -> assertThat(line).startsWith("test.conf:2: ").contains("did you mean 'source'"),
                    line -> assertThat(line).startsWith("test.conf:3: ").contains("an MTU from 68 to 65521"),
                    line -> assertThat(line).startsWith("test.conf:5: ").contains("did you mean 'offer'"),
                    line -> assertThat(line).startsWith("test.conf:6: ").contains("a duration"),
                    line -> assertThat(line).startsWith("test.conf:7: ").contains("'state' is missing: up or down"),
                    line -> assertThat(line).startsWith("test.conf:8: ").contains("exactly one of"),
                    line -> assertThat(line).startsWith("test.conf:9: ").contains("'name' goes with owner = vf"),
                    line -> assertThat(line).startsWith("test.conf:10: ").contains("did you mean 'datapath'"),
                    line -> assertThat(line).startsWith("test.conf:10: ").contains("vf.vf0 = 'dead'"),
                    line -> assertThat(line).startsWith("test.conf:10: ").contains("lost = 'few'"));
    }

    @Test
    void wantsANicNamedWhereThereAreSeveral() {
        assertThat(mistakes("""
                name = "n"
                source = "s"
                nics = [ { name = a, mac = "00:15:5d:0a:00:01" }, { name = b, mac = "00:15:5d:0a:00:02" } ]
                steps = [ { at = 0 ms, host = offer }, { at = 0 ms, nic = c, admin = up } ]
                """)).satisfiesExactlyInAnyOrder(
                    line -> assertThat(line).contains("'nic' is missing; allowed: a, b"),
                    line -> assertThat(line).contains("nic = 'c'; allowed: a, b"));
    }

    @Test
    void saysWhereAFileIsNotHocon() {
        assertThatThrownBy(() -> parse("name = \"n\"\nsteps = [ {"))
                .isInstanceOf(ScenarioFileException.class).hasMessageContaining("test.conf: 2");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> ScenarioParser.parse(Path.of("no-such.conf")))
                .isInstanceOf(ScenarioFileException.class).hasMessage("no-such.conf: there is no such file");
    }

    private static TimedStep only(String step) throws ScenarioFileException {
        return parse(HEAD + "steps = [ " + step + " ]").steps().get(0);
    }

    private static Scenario parse(String text) throws ScenarioFileException {
        return ScenarioParser.parse("test.conf", text);
    }

    private static List<String> mistakes(String text) {
        return catchThrowableOfType(ScenarioFileException.class, () -> parse(text)).mistakes();
    }
}
