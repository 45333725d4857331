package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Bytes;

/** Values that are octets already. */
final class OctetCodecs {
    /** Six octets in wire order. */
    static final ValueCodec MAC = new ValueCodec() {
        @Override
        public void write(Output output, Object value) {
            output.writeBytes(((MacAddress) value).octets());
        }

        @Override
        public Object read(RecordInput input) {
            return MacAddress.of(input.readBytes(MacAddress.BYTES), 0);
        }
    };

    /** As many octets as the chunk has. */
    static final ValueCodec BYTES = new ValueCodec() {
        @Override
        public void write(Output output, Object value) {
            output.writeBytes(((Bytes) value).toArray());
        }

        @Override
        public Object read(RecordInput input) {
            return Bytes.of(input.octets());
        }
    };

    private OctetCodecs() {
    }
}
