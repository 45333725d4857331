package io.netvscd.datapath.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class VlanTagTest {
    private static final String SPARE = "eeeeeeee";
    private static final String ADDRESSES = "020000000002" + "00155d0a0001";
    private static final String TAG = "81006007";
    private static final String REST = "0800" + "4500";

    @Test
    void movesTheHeaderAndTheAddressesAndWritesTheTagBehindThem() {
        String plain = "00000000000000000000";
        assertThat(restored(plain)).isEqualTo(plain + ADDRESSES + TAG + REST);
    }

    @Test
    void movesTheStartOfAnUnfinishedChecksumAlong() {
        assertThat(restored("01000000000022001000")).isEqualTo("01000000000026001000" + ADDRESSES + TAG + REST);
    }

    @Test
    void countsTheTagIntoTheHeadersOfALargeSegment() {
        assertThat(restored("01014200a80522001000")).isEqualTo("01014600a80526001000" + ADDRESSES + TAG + REST);
    }

    private static String restored(String header) {
        byte[] before = HexFormat.of().parseHex(SPARE + header + ADDRESSES + REST);
        try (NativeMemory memory = new NativeMemory(before.length)) {
            memory.putBytes(0, before);
            long frame = memory.address() + 14;
            assertThat(VlanTag.restore(frame, 0x8100, 0x6007)).isEqualTo(frame - 4);
            return HexFormat.of().formatHex(memory.getBytes(0, before.length));
        }
    }
}
