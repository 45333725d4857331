package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A constant by its name, so that constants may be put in any order. */
final class EnumCodec implements ValueCodec {
    private final Class<?> type;
    private final Object[] constants;
    private final byte[][] names;
    /** Ordinal + 1 by the hash of the name, with the next free place for those that collide; 0 for none. */
    private final int[] places;

    EnumCodec(Class<?> type) {
        this.type = type;
        constants = type.getEnumConstants();
        names = new byte[constants.length][];
        places = new int[Integer.highestOneBit(4 * constants.length)];
        for (int i = 0; i < constants.length; i++) {
            names[i] = ((Enum<?>) constants[i]).name().getBytes(StandardCharsets.UTF_8);
            int place = hash(names[i], 0, names[i].length);
            while (places[place & places.length - 1] != 0) {
                place++;
            }
            places[place & places.length - 1] = i + 1;
        }
    }

    @Override
    public void write(Output output, Object value) {
        output.writeBytes(names[((Enum<?>) value).ordinal()]);
    }

    @Override
    public Object read(RecordInput input) {
        byte[] octets = input.getBuffer();
        int from = input.position();
        int to = input.limit();
        for (int place = hash(octets, from, to);; place++) {
            int found = places[place & places.length - 1] - 1;
            if (found < 0) {
                throw new CorruptRecord(type.getSimpleName() + " has no constant '" + input.text() + "'");
            }
            byte[] name = names[found];
            if (Arrays.equals(name, 0, name.length, octets, from, to)) {
                input.setPosition(to);
                return constants[found];
            }
        }
    }

    private static int hash(byte[] octets, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + octets[i];
        }
        return hash ^ hash >>> 15;
    }
}
