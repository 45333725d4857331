package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordPoolTest {
    private final RecordInput input = new RecordInput();

    @Test
    void theSameOctetsAreTheSameRecord() {
        OwnerId first = read(octets(OwnerId.master("eth0")));
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
    void longOnesAreReadAnew() {
        OwnerId owner = OwnerId.vf("eth0", "if".repeat(100));
        assertThat(read(octets(owner))).isEqualTo(owner).isNotSameAs(read(octets(owner)));
    }

    @Test
    void octetsThatAreLeftOverAreLeftOverAgain() {
        byte[] octets = octets(OwnerId.master("eth0"));
        byte[] longer = Arrays.copyOf(octets, octets.length + 1);
        longer[0]++;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> read(longer)).isInstanceOf(CorruptRecord.class).hasMessageContaining("1 octets left over");
        }
    }

    @Test
    void octetsOfAnotherTypeAreStillOfAnotherType() {
        Output output = new Output(64, 1_024);
        CheckpointCodec.writeChunk(output, new Checkpoint(PortCounters.ZERO, PortCounters.ZERO, PortCounters.ZERO));
        input.begin(output.toBytes());
        CheckpointCodec.readChunk(input);
        assertThatThrownBy(() -> read(output.toBytes())).isInstanceOf(CorruptRecord.class)
                .hasMessageContaining("a Checkpoint where a OwnerId belongs");
    }

    private OwnerId read(byte[] octets) {
        input.begin(octets);
        return OwnerIdCodec.readChunk(input);
    }

    private byte[] octets(OwnerId owner) {
        Output output = new Output(64, 1_024);
        OwnerIdCodec.writeChunk(output, owner);
        return output.toBytes();
    }
}
