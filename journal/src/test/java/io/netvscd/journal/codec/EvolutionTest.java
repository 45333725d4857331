package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.generator.Stored;
import io.netvscd.journal.vocabulary.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

@Stored(number = 16, type = EvolutionTest.Old.class)
@Stored(number = 17, type = EvolutionTest.New.class)
class EvolutionTest {
    public record Old(long a, String b) {
    }

    public record New(long a, String b, int c, boolean d, String e, List<String> f, MacAddress g, Bytes h) {
    }

    private static final RecordTable TABLE = EvolutionTestTable.TABLE;

    @Test
    void anOlderBuildSkipsWhatItDoesNotKnow() {
        New written = new New(1, "b", 3, true, "e", List.of("f"), new MacAddress(5), Bytes.of((byte) 6));
        assertThat(read(write(written), Old.class)).isEqualTo(new Old(1, "b"));
    }

    @Test
    void aNewerBuildFillsWhatIsMissing() {
        assertThat(read(write(new Old(1, "b")), New.class)).isEqualTo(new New(1, "b", 0, false, null, List.of(), null, null));
    }

    @Test
    void nullAndEmptyTextAreTwoThings() {
        assertThat(read(write(new Old(0, "")), Old.class)).isEqualTo(new Old(0, ""));
        assertThat(read(write(new Old(0, null)), Old.class)).isEqualTo(new Old(0, null));
    }

    @Test
    void tagsMustAscend() {
        assertThatThrownBy(() -> read(new byte[] {2, 1, 1, 2, 1, 1, 4}, Old.class)).isInstanceOf(CorruptRecord.class)
                .hasMessageContaining("tag 1 after tag 1");
    }

    @Test
    void lengthsBeyondTheEndAreRefused() {
        assertThatThrownBy(() -> read(new byte[] {1, 2, 100, 'x'}, Old.class)).isInstanceOf(CorruptRecord.class)
                .hasMessageContaining("a length of 100");
    }

    @Test
    void textsThatAreTooLongAreNotWritten() {
        assertThatThrownBy(() -> write(new Old(0, "x".repeat(Limits.TEXT_BYTES + 1)))).isInstanceOf(CorruptRecord.class);
    }

    @Test
    void textsThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> read(new byte[] {1, 2, 1, (byte) 0xff}, Old.class)).isInstanceOf(CorruptRecord.class)
                .hasMessageContaining("UTF-8");
    }

    private byte[] write(Record value) {
        Output output = new Output(64, -1);
        TABLE.write(TABLE.number(value.getClass()), output, value);
        return output.toBytes();
    }

    private Object read(byte[] octets, Class<?> type) {
        RecordInput input = new RecordInput();
        input.begin(octets);
        return TABLE.read(TABLE.number(type), input);
    }
}
