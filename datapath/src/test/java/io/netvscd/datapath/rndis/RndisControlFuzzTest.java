package io.netvscd.datapath.rndis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Goal: no control message makes the codec fail in another way than its own, and what it understood it can say again.
 * Method: Jazzer; in an ordinary build the committed inputs only.
 */
class RndisControlFuzzTest {
    @FuzzTest
    void anyMessage(byte[] input) throws RndisMalformed {
        RndisMessage message;
        try {
            message = RndisCodec.decode(input);
        } catch (RndisMalformed e) {
            assertThat(e.offset()).isBetween(0, input.length);
            return;
        }
        byte[] again = RndisCodec.encode(message);
        assertThat(again.length).isLessThanOrEqualTo(Math.max(input.length, 52));
        assertThat(RndisCodec.decode(again)).isEqualTo(message);
    }
}
