package io.netvscd.datapath.nvsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netvscd.datapath.golden.GoldenFile;
import io.netvscd.datapath.nvsp.NvspMessage.IndirectionTable;
import io.netvscd.datapath.nvsp.NvspMessage.VfAssociation;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host may send that is wrong, and what is done about it. */
class NvspMalformedTest {
    private static final String ZERO_TABLE = "00".repeat(64);

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            nothing at all,                         '',                         0, only 0 are there
            half a type,                            8100,                       0, only 2 are there
            a switch without its path,              81000000,                   4, has 8 octets
            a switch to a third path,               8100000002000000,           4, not 2
            an association without its serial,      8000000001000000,           8, has 12 octets
            a version answer without its status,    02000000ffffffff22000000,  12, has 16 octets
            a receive buffer without its section,   660000000100000001000000,  12, has 28 octets
            a control packet without its section,   6b0000000100000003000000,  12, has 16 octets
            capabilities cut short,                 7d000000ea0500000000000008000000, 16, has 20 octets
            """)
    void namesWhatIsWrongAndWhere(String what, String hex, int offset, String message) {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertThatExceptionOfType(NvspMalformed.class)
                .isThrownBy(() -> NvspCodec.decode(octets))
                .withMessageContaining("offset " + offset)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            15 entries,                0f000000, 0c000000, 4, not 15
            4 thousand million,        ffffffff, 0c000000, 4, not 4294967295
            a table over its header,   10000000, 0b000000, 8, at 11
            a table beyond the end,    10000000, 0d000000, 8, at 13
            an offset that overflows,  10000000, f0ffffff, 8, at 4294967280
            """)
    void refusesAnIndirectionTable(String what, String count, String tableOffset, int offset, String message) {
        byte[] octets = HexFormat.of().parseHex("86000000" + count + tableOffset + ZERO_TABLE);

        assertThatExceptionOfType(NvspMalformed.class)
                .isThrownBy(() -> NvspCodec.decode(octets, NvspVersion.V6_1))
                .withMessageContaining("offset " + offset)
                .withMessageContaining(message);
    }

    @Test
    void refusesAReceiveBufferOfTwoKindsOfSection() {
        byte[] octets = GoldenFile.read("nvsp/receive-buffer-complete");
        octets[8] = 2;

        assertThatExceptionOfType(NvspMalformed.class)
                .isThrownBy(() -> NvspCodec.decode(octets))
                .withMessageContaining("offset 8")
                .withMessageContaining("not 2");
    }

    @ParameterizedTest
    @CsvSource({"V6, 7", "V5, 7", "V6_1, 1"})
    void looksForALegacyHostsTableAt40WhateverItsOffsetSays(NvspVersion version, int firstEntry) throws NvspMalformed {
        byte[] octets = Arrays.copyOf(HexFormat.of().parseHex("86000000100000000c000000"), 104);
        octets[12] = 1;
        octets[40] = 7;

        IndirectionTable table = (IndirectionTable) NvspCodec.decode(octets, version);

        assertThat(table.channels().get(0)).isEqualTo(firstEntry);
    }

    @Test
    void believesTheOffsetOfALegacyHostWhoseMessageIsTooShortFor40() throws NvspMalformed {
        byte[] octets = HexFormat.of().parseHex("86000000100000000c00000003000000" + "00".repeat(60));

        IndirectionTable table = (IndirectionTable) NvspCodec.decode(octets, NvspVersion.V5);

        assertThat(table.channels()).startsWith(3);
    }

    @Test
    void takesAnyNonZeroWordForAllocated() throws NvspMalformed {
        assertThat(NvspCodec.decode(HexFormat.of().parseHex("800000000000008007000000")))
                .isEqualTo(new VfAssociation(true, 7));
    }

    @Test
    void neverFailsInAnotherWayWhateverArrives() {
        SplittableRandom random = new SplittableRandom(129);
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = new byte[random.nextInt(110)];
            random.nextBytes(octets);
            if (octets.length > 4 && random.nextBoolean()) {
                octets[0] = (byte) random.nextInt(1, 137);
                Arrays.fill(octets, 1, 4, (byte) 0);
            }
            NvspVersion version = NvspVersion.values()[random.nextInt(NvspVersion.values().length)];
            try {
                assertThat(NvspCodec.decode(octets, version)).isNotNull();
                assertThat(NvspCodec.decodeCompletion(octets)).isNotNull();
            } catch (NvspMalformed e) {
                assertThat(e.offset()).isBetween(0, octets.length);
            }
        }
    }
}
