package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;

/** How the value of one component is written within its chunk. Knows nothing of other values, so any thread may use it. */
interface ValueCodec {
    void write(Output output, Object value);

    /** Reads up to the limit of {@code input}, which is the end of the value. */
    Object read(RecordInput input);

    /** What a component has that is not in the bytes. */
    default Object absent() {
        return null;
    }

    /** Whether the value need not be written, because {@link #absent()} stands for it. */
    default boolean isAbsent(Object value) {
        return value == absent();
    }
}
