package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netvscd.datapath.golden.GoldenFile;
import io.netvscd.datapath.rndis.RndisMessage.IndicateStatus;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host may send that is wrong, and what is done about it. */
class RndisMalformedTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            nothing at all,                   '',                                0, only 0 are there
            a type without a length,          04000080,                          0, only 4 are there
            a length below its own prefix,    0500008007000000,                  4, length 7
            a length beyond what is there,    05000080110000000500000000000000, 4, length 17
            a length of 4 thousand million,   05000080ffffffff0500000000000000,  4, length 4294967295
            an answer without its status,     050000800c00000005000000,          4, has 16 octets
            a frame on the control channel,   0100000008000000,                  0, a data packet
            """)
    void namesWhatIsWrongAndWhere(String what, String hex, int offset, String message) {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertThatExceptionOfType(RndisMalformed.class)
                .isThrownBy(() -> RndisCodec.decode(octets))
                .withMessageContaining("offset " + offset)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            one octet too many,              07000000, 10000000
            one octet too far,               06000000, 11000000
            inside the fixed fields,         06000000, 0f000000
            an offset that overflows,        06000000, f8ffffff
            a length that overflows,         f0ffffff, 10000000
            both at their limit,             ffffffff, ffffffff
            """)
    void refusesAnOutputBufferThatIsNotInsideTheMessage(String what, String length, String offset) {
        byte[] octets = HexFormat.of().parseHex("040000801e0000000300000000000000" + length + offset + "00155d0a0001");

        assertThatExceptionOfType(RndisMalformed.class)
                .isThrownBy(() -> RndisCodec.decode(octets))
                .withMessageContaining("offset 20")
                .withMessageContaining("not inside 24..30");
    }

    @Test
    void takesABufferFromBehindTheFixedFieldsWhereverItStands() throws RndisMalformed {
        byte[] octets = HexFormat.of().parseHex(
                "0400008020000000" + "0300000000000000" + "0200000014000000" + "ffffffffabcdffff");

        assertThat(RndisCodec.decode(octets)).isEqualTo(
                new RndisMessage.QueryComplete(3, RndisStatus.SUCCESS, Information.of((byte) 0xab, (byte) 0xcd)));
    }

    @Test
    void readsTheBufferOfAnIndicationThatItsHostLeftOutOfTheLength() throws RndisMalformed {
        byte[] octets = GoldenFile.read("rndis/link-speed-change");
        octets[4] = 20;

        assertThat(RndisCodec.decode(octets))
                .isEqualTo(new IndicateStatus(RndisStatus.LINK_SPEED_CHANGE, Information.ofInt(100_000_000)));
    }

    @Test
    void refusesTheBufferOfAnIndicationThatIsNotThere() {
        byte[] octets = Arrays.copyOf(GoldenFile.read("rndis/link-speed-change"), 23);
        octets[4] = 20;

        assertThatExceptionOfType(RndisMalformed.class)
                .isThrownBy(() -> RndisCodec.decode(octets))
                .withMessageContaining("a buffer of 4 octets at 20 is not inside 20..23");
    }

    @Test
    void neverFailsInAnotherWayWhateverArrives() {
        SplittableRandom random = new SplittableRandom(128);
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = new byte[random.nextInt(80)];
            random.nextBytes(octets);
            if (octets.length > 8 && random.nextInt(4) > 0) {
                octets[0] = (byte) random.nextInt(1, 10);
                Arrays.fill(octets, 1, 8, (byte) 0);
                octets[3] = random.nextBoolean() ? (byte) 0x80 : 0;
                octets[4] = (byte) random.nextInt(octets.length + 1);
                int end = Math.min(24, octets.length);
                Arrays.fill(octets, Math.min(12, end), end, (byte) random.nextInt(30));
            }
            try {
                assertThat(RndisCodec.decode(octets)).isNotNull();
            } catch (RndisMalformed e) {
                assertThat(e.offset()).isBetween(0, 20);
            }
        }
    }
}
