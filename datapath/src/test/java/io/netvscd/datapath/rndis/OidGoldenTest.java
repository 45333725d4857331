package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.golden.GoldenFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OIDs are set to and answered with, against octets that were written down by hand, in both directions. */
class OidGoldenTest {
    private static final Information KEY = Information.of(HexFormat.of().parseHex(
            "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa"));
    private static final ScaleParameters SCALE =
            new ScaleParameters(ScaleParameters.USUAL_HASH, List.of(0, 1, 2, 0), KEY);
    private static final MacAddress ADDRESS = MacAddress.parse("00:15:5d:0a:00:02");
    private static final List<MacAddress> GROUPS =
            List.of(MacAddress.parse("01:00:5e:00:00:fb"), MacAddress.parse("33:33:00:00:00:01"));

    private static Information golden(String name) {
        return Information.of(GoldenFile.read("oid/" + name));
    }

    /** The golden octets with one of them replaced. */
    private static Information spoiled(String name, int at, int octet) {
        byte[] octets = golden(name).toArray();
        octets[at] = (byte) octet;
        return Information.of(octets);
    }

    @Test
    void scaleParameters() {
        assertThat(SCALE.encode()).isEqualTo(golden("scale-parameters"));
        assertThat(ScaleParameters.read(golden("scale-parameters"), ScaleParameters.OFF)).contains(SCALE);
        assertThat(ScaleParameters.OFF.encode()).isEqualTo(golden("scale-parameters-off"));
        assertThat(ScaleParameters.read(golden("scale-parameters-off"), SCALE)).contains(ScaleParameters.OFF);
    }

    @Test
    void scaleParametersThatAreLeftAsTheyAre() {
        assertThat(ScaleParameters.read(spoiled("scale-parameters", 4, 0x2 | 0x4 | 0x8), SCALE)).contains(SCALE);
        assertThat(ScaleParameters.read(spoiled("scale-parameters", 4, 0x4), ScaleParameters.OFF))
                .as("a table that never was").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0x88, type", "1, 0, revision", "2, 27, too short", "3, 1, longer than it is", "8, 2, hash function",
        "12, 15, table that is not of words", "13, 3, table too long", "16, 27, table in the header",
        "17, 1, table outside", "19, 0xff, table far outside", "20, 39, key too short", "24, 57, key outside",
        "27, 0x80, key far outside"})
    void scaleParametersThatMakeNoSense(int at, String octet, String what) {
        assertThat(ScaleParameters.read(spoiled("scale-parameters", at, Integer.decode(octet)), ScaleParameters.OFF))
                .as(what).isEmpty();
    }

    @Test
    void scaleCapabilities() {
        ScaleCapabilities four = new ScaleCapabilities(4, 128);

        assertThat(four.answer()).isEqualTo(golden("scale-capabilities"));
        assertThat(ScaleCapabilities.of(golden("scale-capabilities"))).contains(four);
    }

    @Test
    void spreadsOverChannelsInTurn() {
        assertThat(ScaleParameters.overChannels(3, 7, KEY).table()).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void networkAddress() {
        assertThat(NetworkAddress.of(ADDRESS)).isEqualTo(golden("network-address"));
        assertThat(NetworkAddress.read(golden("network-address"))).contains(ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"0, 19, name in the header", "4, 27, half a letter", "5, 1, name outside", "8, 0, a number",
        "15, 0x80, value far outside", "16, 22, eleven digits", "17, 1, value outside", "20, 0x6e, another name",
        "48, 0x67, no digit", "49, 0xff, no digit"})
    void networkAddressThatIsNone(int at, String octet, String what) {
        assertThat(NetworkAddress.read(spoiled("network-address", at, Integer.decode(octet)))).as(what).isEmpty();
    }

    @Test
    void networkAddressCutOff() {
        byte[] octets = golden("network-address").toArray();
        for (int bytes = 0; bytes < octets.length; bytes++) {
            assertThat(NetworkAddress.read(Information.of(Arrays.copyOf(octets, bytes)))).isEmpty();
        }
    }

    @Test
    void multicastList() {
        assertThat(MulticastList.of(GROUPS)).isEqualTo(golden("multicast-list"));
        assertThat(MulticastList.read(golden("multicast-list"))).contains(GROUPS);
        assertThat(MulticastList.read(Information.EMPTY)).contains(List.of());
    }

    @Test
    void multicastListThatIsNone() {
        assertThat(MulticastList.read(spoiled("multicast-list", 0, 0))).as("an address of one").isEmpty();
        assertThat(MulticastList.read(Information.of(new byte[7]))).as("half an address").isEmpty();
        List<MacAddress> many = new ArrayList<>();
        for (int i = 0; i <= MulticastList.GROUPS_MAX; i++) {
            many.add(GROUPS.get(0));
        }
        assertThat(MulticastList.read(MulticastList.of(many))).as("too many").isEmpty();
    }

    @Test
    void everyFileIsTried() {
        assertThat(GoldenFile.names("oid")).containsExactly("multicast-list", "network-address",
                "offload-capabilities", "offload-parameters", "offload-parameters-4.0", "scale-capabilities",
                "scale-parameters", "scale-parameters-off");
    }
}
