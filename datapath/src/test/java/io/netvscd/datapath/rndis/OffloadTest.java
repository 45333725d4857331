package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.golden.GoldenFile;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The structures in which a guest and a host agree on offloads and queues, against octets written down by hand. */
class OffloadTest {
    private static final Information ALL = golden("offload-capabilities");

    private static Information golden(String name) {
        return Information.of(GoldenFile.read("oid/" + name));
    }

    private static Information hex(String octets) {
        return Information.of(HexFormat.of().parseHex(octets));
    }

    @Test
    void capabilitiesHaveTheirPlaces() {
        OffloadCapabilities all = new OffloadCapabilities(Offload.ALL, 65_536, 65_536);

        assertThat(all.answer(OffloadCapabilities.question(3))).isEqualTo(ALL);
        assertThat(OffloadCapabilities.of(ALL)).contains(all);
    }

    @ParameterizedTest
    @CsvSource({"0x00002, 1, 112", "0x30002, 1, 112", "0x40000, 2, 144", "0x50000, 3, 156", "0x60001, 3, 156"})
    void asksInTheRevisionOfTheVersion(String version, int revision, int bytes) {
        Information question = OffloadCapabilities.question(OffloadCapabilities.revision(Integer.decode(version)));

        assertThat(question.length()).isEqualTo(bytes);
        assertThat(question.toArray()).startsWith(0xa7, revision, bytes, 0);
        assertThat(OffloadCapabilities.of(OffloadCapabilities.NONE.answer(question)))
                .contains(OffloadCapabilities.NONE);
    }

    @Test
    void answersAQuestionWithoutAStructureInTheOldestRevision() {
        assertThat(OffloadCapabilities.NONE.answer(Information.EMPTY).length()).isEqualTo(112);
    }

    @Test
    void takesNoChecksumWithoutTheOptionsThatStacksUse() {
        byte[] octets = ALL.toArray();
        octets[8] = 0x50;

        assertThat(OffloadCapabilities.of(Information.of(octets)).orElseThrow().offloads())
                .isEqualTo(Offload.TCP_IPV6 | Offload.UDP_IPV6 | Offload.LARGE_SEND_IPV6);
    }

    @Test
    void usesNoLargeSendThatIsShorterThanItsSegments() {
        OffloadCapabilities odd = new OffloadCapabilities(Offload.ALL, 6143, -1);

        assertThat(odd.usable(6144)).isEqualTo(Offload.ALL & ~Offload.LARGE_SEND_IPV4);
    }

    @Test
    void usesLargeSendsOfSixtyFourKibibytesWhereThereIsRoomForMore() {
        OffloadCapabilities usual = new OffloadCapabilities(Offload.ALL, 1 << 16, 1 << 16);

        assertThat(usual.usable(68 << 10)).isEqualTo(Offload.ALL);
    }

    @Test
    void takesNothingForCapabilitiesThatIsNone() {
        byte[] octets = ALL.toArray();
        assertThat(OffloadCapabilities.of(Information.EMPTY)).isEmpty();
        assertThat(OffloadCapabilities.of(Information.of(Arrays.copyOf(octets, 111)))).isEmpty();
        assertThat(OffloadCapabilities.of(Information.of(Arrays.copyOf(octets, 155)))).as("shorter than it says")
                .isEmpty();
        octets[0] = (byte) 0xa8;
        assertThat(OffloadCapabilities.of(Information.of(octets))).as("another type").isEmpty();
    }

    @Test
    void parametersHaveTheirPlaces() {
        assertThat(OffloadParameters.of(Offload.ALL, 0x60001)).isEqualTo(golden("offload-parameters"));
        assertThat(OffloadParameters.read(golden("offload-parameters"), Offload.NONE)).hasValue(Offload.ALL);
        assertThat(OffloadParameters.of(Offload.TCP_IPV4 | Offload.LARGE_SEND_IPV4, 0x40000))
                .isEqualTo(golden("offload-parameters-4.0"));
    }

    @Test
    void readsParametersOnTopOfWhatWasSwitchedOnBefore() {
        Information some = OffloadParameters.of(Offload.UDP_IPV6, 0x50000);
        byte[] off = OffloadParameters.of(Offload.NONE, 0x50000).toArray();
        off[5] = 1;

        assertThat(OffloadParameters.read(some, Offload.TCP_IPV4)).hasValue(Offload.TCP_IPV4 | Offload.UDP_IPV6);
        assertThat(OffloadParameters.read(Information.of(off), Offload.ALL)).hasValue(Offload.ALL & ~Offload.TCP_IPV4);
        assertThat(OffloadParameters.read(Information.of(Arrays.copyOf(off, 27)), 0)).isEmpty();
        assertThat(OffloadParameters.read(Information.EMPTY, 0)).isEmpty();
    }

    @Test
    void queuesHaveTheirPlaces() {
        assertThat(ScaleCapabilities.question()).isEqualTo(hex("880212000000000000000000000000000000"));
        assertThat(new ScaleCapabilities(4, 128).answer()).isEqualTo(hex("880212000103000104000000040000008000"));
        assertThat(ScaleCapabilities.of(hex("880212000103000104000000040000008000")))
                .contains(new ScaleCapabilities(4, 128));
        assertThat(ScaleCapabilities.of(hex("88011000010300010400000002000000")))
                .contains(new ScaleCapabilities(2, 0));
        assertThat(ScaleCapabilities.of(hex("880212000103000104000000000000008000"))).as("no queue").isEmpty();
        assertThat(ScaleCapabilities.of(hex("8802"))).isEmpty();
    }

    @Test
    void namesOffloadsForPeople() {
        assertThat(Offload.text(Offload.ALL)).isEqualTo("tcp4 tcp6 udp4 udp6 lso4 lso6");
        assertThat(Offload.text(Offload.NONE)).isEqualTo("none");
    }
}
