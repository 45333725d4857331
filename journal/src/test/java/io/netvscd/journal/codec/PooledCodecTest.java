package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PooledCodecTest {
    private final PooledCodec codec = new PooledCodec(new RecordCodec(OwnerId.class));
    private final RecordInput input = new RecordInput();

    @Test
    void theSameOctetsAreTheSameRecord() {
        Object first = read(octets(OwnerId.master("eth0")));
        assertThat(first).isEqualTo(OwnerId.master("eth0"));
        assertThat(read(octets(OwnerId.master("eth0")))).isSameAs(first);
    }

    @Test
    void otherOctetsAreAnotherRecord() {
        for (int i = 0; i < 1_000; i++) {
            OwnerId owner = OwnerId.vf("eth" + i % 100, "if" + i);
            assertThat(read(octets(owner))).isEqualTo(owner);
        }
    }

    @Test
    void octetsThatAreLeftOverAreLeftOverAgain() {
        byte[] octets = octets(OwnerId.master("eth0"));
        byte[] longer = Arrays.copyOf(octets, octets.length + 1);
        for (int i = 0; i < 2; i++) {
            read(longer);
            assertThat(input.left()).isEqualTo(1);
        }
    }

    private Object read(byte[] octets) {
        input.begin(octets);
        return codec.read(input);
    }

    private byte[] octets(OwnerId owner) {
        Output output = new Output(64, 1_024);
        codec.write(output, owner);
        return output.toBytes();
    }
}
