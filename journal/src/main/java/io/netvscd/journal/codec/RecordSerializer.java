package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/**
 * Writes any record of the vocabulary: the number of components present, then for each its tag (index + 1) and its value as a chunk.
 * Components that equal their default are left out. Tags ascend; those beyond the record's components come from a newer build and are
 * skipped.
 */
final class RecordSerializer extends Serializer<Object> {
    private final RecordShape shape;
    private final RecordShape.Component[] components;
    private final ValueCodec[] codecs;
    private final Object[] absent;

    RecordSerializer(RecordShape shape) {
        super(false, true);
        this.shape = shape;
        this.components = shape.components().toArray(RecordShape.Component[]::new);
        this.codecs = shape.components().stream().map(each -> ValueCodecs.of(each.type())).toArray(ValueCodec[]::new);
        this.absent = new Object[codecs.length];
        for (int i = 0; i < codecs.length; i++) {
            absent[i] = codecs[i].absent();
        }
        if (codecs.length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(shape.type() + " has more components than a count of one octet");
        }
    }

    Class<?> type() {
        return shape.type();
    }

    @Override
    public void write(Kryo kryo, Output output, Object owner) {
        write(output, owner);
    }

    void write(Output output, Object owner) {
        int countAt = output.position();
        output.writeByte(0);
        byte present = 0;
        for (int i = 0; i < codecs.length; i++) {
            Object value = components[i].of(owner);
            if (value != null && !codecs[i].isAbsent(value)) {
                present++;
                output.writeByte(i + 1);
                int start = Chunks.begin(output);
                codecs[i].write(output, value);
                Chunks.end(output, start);
            }
        }
        output.getBuffer()[countAt] = present;
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        return read((RecordInput) input);
    }

    Object read(RecordInput input) {
        input.descend();
        Object[] values = absent.clone();
        int present = input.readVarInt(true);
        int last = 0;
        for (int i = 0; i < present; i++) {
            int tag = input.readVarInt(true);
            if (tag <= last) {
                throw new CorruptRecord("tag " + tag + " after tag " + last + " in a " + shape.type().getSimpleName());
            }
            last = tag;
            int outer = Chunks.enter(input);
            if (tag > codecs.length) {
                Chunks.skip(input, outer);
            } else {
                values[tag - 1] = codecs[tag - 1].read(input);
                Chunks.leave(input, outer);
            }
        }
        input.ascend();
        return shape.make(values);
    }
}
