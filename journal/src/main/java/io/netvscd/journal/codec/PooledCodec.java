package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;

/** A record that is mostly the same as one read before, and is not read again then. */
final class PooledCodec implements ValueCodec {
    /** Longer ones are seldom the same. */
    private static final int POOLED_BYTES = 128;

    private final RecordCodec record;

    PooledCodec(RecordCodec record) {
        this.record = record;
    }

    @Override
    public void write(Output output, Object value) {
        record.write(output, value);
    }

    @Override
    public Object read(RecordInput input) {
        int from = input.position();
        int end = input.limit();
        if (end - from > POOLED_BYTES) {
            return record.read(input);
        }
        int slot = RecordPool.slot(input.getBuffer(), from, end);
        Object known = input.records().known(slot, input.getBuffer(), from, end);
        if (known != null) {
            input.setPosition(end);
            return known;
        }
        Object value = record.read(input);
        if (input.position() == end) {
            input.records().keep(slot, input.getBuffer(), from, end, value);
        }
        return value;
    }
}
