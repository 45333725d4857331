package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** What Kryo knows of one stored record: its generated codec, by its number. */
final class RecordSerializer extends Serializer<Object> {
    private final RecordTable table;
    private final int number;

    RecordSerializer(RecordTable table, int number) {
        super(false, true);
        this.table = table;
        this.number = number;
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        table.write(number, output, value);
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        return table.read(number, (RecordInput) input);
    }
}
