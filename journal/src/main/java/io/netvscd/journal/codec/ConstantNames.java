package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The constants of an enum by their names, so that constants may be put in any order. */
final class ConstantNames<E extends Enum<E>> {
    private final E[] constants;
    private final byte[][] names;
    /** Ordinal + 1 by the hash of the name, with the next free place for those that collide; 0 for none. */
    private final int[] places;

    ConstantNames(E[] constants) {
        this.constants = constants;
        names = new byte[constants.length][];
        places = new int[Integer.highestOneBit(4 * constants.length)];
        for (int i = 0; i < constants.length; i++) {
            names[i] = constants[i].name().getBytes(StandardCharsets.UTF_8);
            int place = hash(names[i], 0, names[i].length);
            while (places[place & places.length - 1] != 0) {
                place++;
            }
            places[place & places.length - 1] = i + 1;
        }
    }

    void writeChunk(Output output, E value) {
        Components.writeChunk(output, names[value.ordinal()]);
    }

    E readChunk(RecordInput input) {
        int outer = Chunks.enter(input);
        byte[] octets = input.getBuffer();
        int from = input.position();
        int to = input.limit();
        for (int place = hash(octets, from, to);; place++) {
            int found = places[place & places.length - 1] - 1;
            if (found < 0) {
                throw new CorruptRecord(constants[0].getDeclaringClass().getSimpleName() + " has no constant '" + input.textToLimit() + "'");
            }
            byte[] name = names[found];
            if (Arrays.equals(name, 0, name.length, octets, from, to)) {
                Chunks.skip(input, outer);
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
