package io.netvscd.datapath.nvsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/**
 * Goal: no payload makes the codec fail in another way than its own, and what it understood it can say again.
 * Method: Jazzer; in an ordinary build the committed inputs only.
 */
class NvspFuzzTest {
    /** The input is a payload; the first octet chooses version and place. */
    @FuzzTest
    void anyPayload(byte[] input) throws NvspMalformed {
        if (input.length == 0) {
            return;
        }
        NvspVersion[] versions = NvspVersion.values();
        NvspVersion version = versions[(input[0] & 0x7f) % versions.length];
        boolean completion = input[0] < 0;
        byte[] payload = Arrays.copyOfRange(input, 1, input.length);
        NvspMessage message;
        try {
            message = decode(payload, version, completion);
        } catch (NvspMalformed e) {
            assertThat(e.offset()).isBetween(0, payload.length);
            return;
        }
        assertThat(decode(NvspCodec.encode(message, version), version, completion)).isEqualTo(message);
        assertThat(decode(NvspCodec.encodeUnpadded(message), version, completion)).isEqualTo(message);
    }

    private static NvspMessage decode(byte[] payload, NvspVersion version, boolean completion) throws NvspMalformed {
        return completion ? NvspCodec.decodeCompletion(payload) : NvspCodec.decode(payload, version);
    }
}
