package io.netvscd.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netvscd.config.NicConfig.Mode;
import io.netvscd.config.SyntheticConfig.Type;
import io.netvscd.config.VfConfig.Association;
import io.netvscd.config.VfConfig.Devices;
import io.netvscd.config.VfConfig.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    private static final String WHOLE = """
            netvscd {
              journal { dir = /srv/journal, keep = 7 d, size = 200 MiB, incident-size = 0 }
              control { socket = /run/n.sock }
              nics = [ {
                name = eth7
                mac = "00:15:5D:0A:00:01"
                mtu = 9000
                mode = run
                synthetic { type = embedded, uplink = lower0, channels = 4
                            receive { key = %s, table = [0, 3], groups = [ "01:00:5E:00:00:FB" ] } }
                vf { devices = any, lane = user, takeover-delay = 2 s, association = manual,
                     flap-limit = 5, flap-half-life = 1 m }
                alarms { fallback = 1 m, no-driver = 0, no-vf = 1 h }
              } ]
            }
            """.formatted("aB".repeat(40));

    @TempDir
    private Path folder;

    @Test
    void everyKeyReachesItsRecord() throws ConfigInvalid {
        assertThat(ConfigLoader.parse(WHOLE, "text")).isEqualTo(new NetvscdConfig(
                new JournalConfig(Path.of("/srv/journal"), Duration.ofDays(7), 200L << 20, 0),
                new ControlConfig(Path.of("/run/n.sock")),
                List.of(new NicConfig("eth7", "00:15:5d:0a:00:01", 9000, Mode.RUN,
                        new SyntheticConfig(Type.EMBEDDED, "lower0", "", 4, new ReceiveConfig(
                                "ab".repeat(40), List.of(0, 3), List.of("01:00:5e:00:00:fb"))),
                        new VfConfig(Devices.ANY, Lane.USER, Duration.ofSeconds(2), Association.MANUAL, 5, Duration.ofMinutes(1)),
                        new AlarmConfig(Duration.ofMinutes(1), Duration.ZERO, Duration.ofHours(1))))));
    }

    @Test
    void aHypervHostIsNoFabricThatFloods() {
        assertThat(new SyntheticConfig(Type.UIO, "", "").meetsVfInFabric()).isFalse();
        assertThat(new SyntheticConfig(Type.EMBEDDED, SyntheticConfig.LOOPBACK, "").meetsVfInFabric()).isFalse();
        assertThat(new SyntheticConfig(Type.EMBEDDED, "lower0", "").meetsVfInFabric()).isTrue();
        assertThat(new SyntheticConfig(Type.NETDEV, "", "lower0").meetsVfInFabric()).isTrue();
    }

    @Test
    void everyKeyButNameAndMacHasADefault() throws ConfigInvalid {
        NetvscdConfig config = ConfigLoader.parse(
                "netvscd.nics = [ { name = eth0, mac = \"00:15:5d:0a:00:01\" } ]", "text");
        assertThat(config).isEqualTo(new NetvscdConfig(
                new JournalConfig(Path.of("/var/lib/netvscd/journal"), Duration.ofDays(90), 1L << 30, 256L << 20),
                new ControlConfig(Path.of("/run/netvscd/control.sock")),
                List.of(new NicConfig("eth0", "00:15:5d:0a:00:01", 1500, Mode.RUN,
                        new SyntheticConfig(Type.EMBEDDED, "loopback", ""),
                        new VfConfig(Devices.PCI, Lane.AUTO, Duration.ofMillis(100), Association.AUTO, 60, Duration.ofMinutes(10)),
                        new AlarmConfig(Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(15))))));
    }

    @Test
    void anEmptyFileMeansNoNics() throws ConfigInvalid {
        assertThat(ConfigLoader.parse("", "text").nics()).isEmpty();
    }

    @Test
    void substitutionsAndIncludesWork() throws Exception {
        Files.writeString(folder.resolve("nic.conf"), "mac = \"00:15:5d:0a:00:01\"\nmtu = 3000\n");
        Path file = Files.writeString(folder.resolve("netvscd.conf"), """
                netvscd.journal.dir = /srv/j
                netvscd.control.socket = ${netvscd.journal.dir}/sock
                netvscd.nics = [ { name = eth0, include "nic.conf" } ]
                """);
        NetvscdConfig config = ConfigLoader.load(file);
        assertThat(config.control().socket()).isEqualTo(Path.of("/srv/j/sock"));
        assertThat(config.nics().get(0).mtu()).isEqualTo(3000);
    }

    @Test
    void whatIsWrittenOutReadsBackEqual() throws ConfigInvalid {
        NetvscdConfig config = ConfigLoader.parse(WHOLE, "text");
        assertThat(ConfigLoader.parse(config.toText(), "again")).isEqualTo(config);
        NetvscdConfig netdev = ConfigLoader.parse("netvscd.nics = [ { name = e, mac = \"02:00:00:00:00:01\","
                + " synthetic { type = netdev, device = lower0 } } ]", "text");
        assertThat(ConfigLoader.parse(netdev.toText(), "again")).isEqualTo(netdev);
    }

    @Test
    void aMissingFileIsNamed() {
        ConfigInvalid invalid = invalid(() -> ConfigLoader.load(folder.resolve("absent.conf")));
        assertThat(invalid).hasMessage(folder + "/absent.conf: found no such file; allowed: a readable file in HOCON");
    }

    @Test
    void aFolderIsNotAFile() {
        ConfigInvalid invalid = invalid(() -> ConfigLoader.load(folder));
        assertThat(invalid).hasMessage(folder + ": found a folder; allowed: a readable file in HOCON");
    }

    @Test
    void aSyntaxErrorNamesFileAndLine() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.conf"), "netvscd {\n  nics = [ { name = eth0\n");
        ConfigInvalid invalid = invalid(() -> ConfigLoader.load(file));
        assertThat(invalid.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(file.toString());
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.found()).doesNotContain("\n").doesNotContain(file.toString());
        });
    }

    @Test
    void anUnresolvedSubstitutionNamesItsLine() {
        ConfigInvalid invalid = invalid(() -> ConfigLoader.parse("\nnetvscd.journal.dir = ${nowhere.at.all}", "text"));
        assertThat(invalid.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.found()).contains("nowhere.at.all");
        });
    }

    @Test
    void allProblemsOfAFileComeAtOnceInItsOrder() {
        ConfigInvalid invalid = invalid(() -> ConfigLoader.parse("""
                netvscd {
                  jurnal { dir = /j }
                  nics = [
                    { name = eth0, mac = nonsense,
                      mtu = 20 },
                    { name = eth0,
                      synthetic { type = netdev },
                      vf { lane = fast } }
                  ]
                }
                """, "text"));
        assertThat(invalid.problems()).extracting(ConfigProblem::toString).containsExactly(
                "text:2: netvscd.jurnal: found an unknown key; did you mean journal?",
                "text:4: netvscd.nics[0].mac: found \"nonsense\";"
                        + " allowed: a unicast address aa:bb:cc:dd:ee:ff, not all zero",
                "text:5: netvscd.nics[0].mtu: found 20; allowed: a whole number from 68 to 65521",
                "text:6: netvscd.nics[1].mac: found nothing;"
                        + " allowed: a unicast address aa:bb:cc:dd:ee:ff, not all zero",
                "text:6: netvscd.nics[1].name: found \"eth0\", which is that of netvscd.nics[0].name too;"
                        + " allowed: a name of its own for each NIC",
                "text:7: netvscd.nics[1].synthetic.device: found nothing; allowed: a netdev name of 1 to 15"
                        + " octets without '/', ':', '%' or white space, and not '.' or '..'",
                "text:8: netvscd.nics[1].vf.lane: found \"fast\"; allowed: auto | kernel | user");
    }

    static ConfigInvalid invalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable load) {
        ConfigInvalid invalid = catchThrowableOfType(ConfigInvalid.class, load);
        assertThat(invalid).isNotNull();
        return invalid;
    }
}
