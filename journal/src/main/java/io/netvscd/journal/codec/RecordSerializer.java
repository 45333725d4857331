package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.List;

/**
 * Writes any record of the vocabulary: the number of components present, then for each its tag (index + 1) and its value as a chunk.
 * Components that equal their default are left out. Tags ascend; those beyond the record's components come from a newer build and are
 * skipped.
 */
final class RecordSerializer extends Serializer<Object> {
    private final RecordShape shape;
    private final List<RecordShape.Component> components;
    private final ValueCodec[] codecs;

    RecordSerializer(RecordShape shape) {
        super(false, true);
        this.shape = shape;
        this.components = shape.components();
        this.codecs = components.stream().map(each -> ValueCodecs.of(each.type())).toArray(ValueCodec[]::new);
    }

    @Override
    public void write(Kryo kryo, Output output, Object owner) {
        Object[] values = new Object[codecs.length];
        int present = 0;
        for (int i = 0; i < codecs.length; i++) {
            Object value = components.get(i).of(owner);
            if (value != null && !codecs[i].isAbsent(value)) {
                values[i] = value;
                present++;
            }
        }
        output.writeVarInt(present, true);
        for (int i = 0; i < codecs.length; i++) {
            if (values[i] != null) {
                output.writeVarInt(i + 1, true);
                int start = Chunks.begin(output);
                codecs[i].write(kryo, output, values[i]);
                Chunks.end(output, start);
            }
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        Object[] values = new Object[codecs.length];
        for (int i = 0; i < codecs.length; i++) {
            values[i] = codecs[i].absent();
        }
        int present = input.readVarInt(true);
        int last = 0;
        for (int i = 0; i < present; i++) {
            int tag = input.readVarInt(true);
            if (tag <= last) {
                throw new CorruptRecord("tag " + tag + " after tag " + last + " in a " + type.getSimpleName());
            }
            last = tag;
            int outer = Chunks.enter(input);
            if (tag > codecs.length) {
                Chunks.skip(input, outer);
            } else {
                values[tag - 1] = codecs[tag - 1].read(kryo, input);
                Chunks.leave(input, outer);
            }
        }
        return shape.make(values);
    }
}
