package io.netvscd.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    public record Old(long a, String b) {
    }

    public record New(long a, String b, int c, boolean d, String e, List<String> f, MacAddress g, Bytes h) {
    }

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

    @Test
    void componentsWithoutAFormAreRefusedWhenTheTableIsMade() {
        record Unknown(double value) {
        }

        assertThatThrownBy(() -> ValueCodecs.of(Unknown.class.getRecordComponents()[0].getGenericType()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("double");
    }

    private byte[] write(Record value) {
        Output output = new Output(64, -1);
        new RecordSerializer(RecordShape.of(value.getClass())).write(output, value);
        return output.toBytes();
    }

    private Object read(byte[] octets, Class<?> type) {
        RecordInput input = new RecordInput();
        input.begin(octets);
        return new RecordSerializer(RecordShape.of(type)).read(input);
    }
}
