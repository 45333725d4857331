package io.netvscd.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NicProblemsTest {
    private static final String NAME = "name = eth0";
    private static final String MAC = "mac = \"00:15:5d:0a:00:01\"";

    @ParameterizedTest
    @ValueSource(strings = {"68", "65521", "\"1500\"", "1500.0e0"})
    void acceptsTheMtusThatATapCanHave(String mtu) {
        assertThatCode(() -> parse(NAME, MAC, "mtu = " + mtu)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"67", "65522", "-1", "1500.5", "99999999999", "big", "[]", "true"})
    void refusesAnyOtherMtu(String mtu) {
        assertThat(only(NAME, MAC, "mtu = " + mtu)).satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("netvscd.nics[0].mtu");
            assertThat(problem.allowed()).isEqualTo("a whole number from 68 to 65521");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00:00:00:00:00:00", "01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff", "00:15:5d:0a:00", "00-15-5d-0a-00-01",
        "0:15:5d:a:0:1", "00:15:5d:0a:00:0g", ""})
    void refusesWhatIsNoUnicastAddress(String mac) {
        assertThat(only(NAME, "mac = \"" + mac + "\"").key()).isEqualTo("netvscd.nics[0].mac");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "sixteen-octets-x", "a/b", "a b", "a\\tb", "a:b", "tap%d", ".", "..",
        "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"})
    void refusesNamesThatTheKernelWouldRefuse(String name) {
        assertThat(only("name = \"" + name + "\"", MAC).key()).isEqualTo("netvscd.nics[0].name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "fifteen-octets-", "enP1s1", "eth0.100"})
    void acceptsNamesThatTheKernelAccepts(String name) {
        assertThatCode(() -> parse("name = \"" + name + "\"", MAC)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "mode = observe;                               mode;           observe, which comes with a later release",
        "vf { devices = usb };                         vf.devices;     \"usb\"",
        "vf { devices = PCI };                         vf.devices;     \"PCI\"",
        "vf { takeover-delay = soon };                 vf.takeover-delay; \"soon\"",
        "vf { takeover-delay = -1 ms };                vf.takeover-delay; \"-1 ms\"",
        "vf { flap-limit = -1 };                       vf.flap-limit; -1",
        "vf { flap-half-life = 0 s };                  vf.flap-half-life; \"0 s\"",
        "alarms { fallback = 8 d };                    alarms.fallback; \"8 d\"",
        "vf { takeover-delay = 2 minutes };            vf.takeover-delay; \"2 minutes\"",
        "vf = 3;                                       vf;             3",
        "synthetic { uplink = eth0 };                  synthetic.uplink; the name of the NIC itself",
        "synthetic { uplink = a/b };                   synthetic.uplink; \"a/b\"",
        "synthetic { type = netdev, device = eth0 };   synthetic.device; the name of the NIC itself",
        "synthetic { receive { key = abcd } };         synthetic.receive.key; \"abcd\"",
        "'synthetic { receive { table = [0, 64] } }';  synthetic.receive.table; a list [ ... ]",
        "synthetic { receive { table = 3 } };          synthetic.receive.table; 3",
        "'synthetic { receive { groups = [\"02:00:00:00:00:01\"] } }'; synthetic.receive.groups; a list [ ... ]",
        "'synthetic { type = netdev, device = a, receive { key = \"\" } }'; synthetic.receive; a key without use here"
                + " (type = netdev has no host to ask)",
        "synthetic { type = tap };                     synthetic.type; \"tap\"",
        "'synthetic { type = netdev, device = a }, vf { association = manual }'; vf.association;"
                + " manual without an embedded host"})
    void refusesWithTheKeyAndWhatWasFound(String line, String key, String found) {
        assertThat(only(NAME, MAC, line)).satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("netvscd.nics[0]." + key);
            assertThat(problem.found()).isEqualTo(found);
            assertThat(problem.allowed()).isNotEmpty();
            assertThat(problem.line()).isEqualTo(4);
        });
    }

    @Test
    void refusesKeysWithoutUseForTheType() {
        assertThat(only(NAME, MAC, "synthetic { type = netdev, device = lower0, uplink = lower1 }").toString())
                .isEqualTo("text:4: netvscd.nics[0].synthetic.uplink: found a key without use here"
                        + " (type = netdev leaves by device); allowed: no uplink");
        assertThat(only(NAME, MAC, "synthetic { device = lower0 }").allowed()).isEqualTo("no device");
    }

    @Test
    void readsTheGuidOfADeviceInEitherCaseOrLeavesItToTheAddress() throws ConfigInvalid {
        NetvscdConfig named = parse(
                NAME, MAC, "synthetic { type = uio, device = F8B3781A-1E82-4818-A1C3-63D806EC15BB }");
        assertThat(named.nics().get(0).synthetic()).isEqualTo(new SyntheticConfig(
                SyntheticConfig.Type.UIO, "", "f8b3781a-1e82-4818-a1c3-63d806ec15bb"));
        assertThat(parse(NAME, MAC, "synthetic { type = uio }").nics().get(0).synthetic().device()).isEmpty();
        assertThat(only(NAME, MAC, "synthetic { type = uio, device = f8615163 }").key())
                .isEqualTo("netvscd.nics[0].synthetic.device");
        assertThat(only(NAME, MAC, "synthetic { type = uio, uplink = lower0 }").key())
                .isEqualTo("netvscd.nics[0].synthetic.uplink");
    }

    @Test
    void oneAddressBelongsToOneNicWhateverItsCase() {
        ConfigInvalid invalid = ConfigLoaderTest.invalid(() -> ConfigLoader.parse("""
                netvscd.nics = [ { name = eth0, mac = "00:15:5d:0a:00:01" }
                  { name = eth1, mac = "00:15:5D:0A:00:01" } ]
                """, "text"));
        assertThat(invalid).hasMessage("text:2: netvscd.nics[1].mac: found \"00:15:5d:0a:00:01\","
                + " which is that of netvscd.nics[0].mac too; allowed: an address of its own for each NIC");
    }

    @Test
    void aNicThatIsNoSectionIsNamed() {
        ConfigInvalid invalid = ConfigLoaderTest.invalid(() -> ConfigLoader.parse("netvscd.nics = [ eth0 ]", "text"));
        assertThat(invalid).hasMessage("text:1: netvscd.nics[0]: found \"eth0\"; allowed: { ... }");
    }

    private static NetvscdConfig parse(String... lines) throws ConfigInvalid {
        return ConfigLoader.parse("netvscd.nics = [ {\n" + String.join("\n", lines) + "\n} ]", "text");
    }

    private static ConfigInvalid invalid(String... lines) {
        return ConfigLoaderTest.invalid(() -> parse(lines));
    }

    private static ConfigProblem only(String... lines) {
        ConfigInvalid invalid = invalid(lines);
        assertThat(invalid.problems()).hasSize(1);
        return invalid.problems().get(0);
    }
}
