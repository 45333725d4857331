package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.List;

/** A list: the number of its elements, then each as a chunk. */
final class ListCodec implements ValueCodec {
    private final ValueCodec element;

    ListCodec(ValueCodec element) {
        this.element = element;
    }

    @Override
    public void write(Output output, Object value) {
        List<?> list = (List<?>) value;
        if (list.size() > Limits.LIST_ELEMENTS) {
            throw new CorruptRecord("a list of " + list.size() + "; at most " + Limits.LIST_ELEMENTS + " are stored");
        }
        output.writeVarInt(list.size(), true);
        for (Object each : list) {
            int start = Chunks.begin(output);
            element.write(output, each);
            Chunks.end(output, start);
        }
    }

    @Override
    public Object read(RecordInput input) {
        int size = input.readVarInt(true);
        if (size < 0 || size > Math.min(Limits.LIST_ELEMENTS, input.left())) {
            throw new CorruptRecord("a list of " + size + " at octet " + input.position());
        }
        Object[] values = new Object[size];
        for (int i = 0; i < size; i++) {
            int outer = Chunks.enter(input);
            values[i] = element.read(input);
            Chunks.leave(input, outer);
        }
        return List.of(values);
    }

    @Override
    public Object absent() {
        return List.of();
    }

    @Override
    public boolean isAbsent(Object value) {
        return ((List<?>) value).isEmpty();
    }
}
