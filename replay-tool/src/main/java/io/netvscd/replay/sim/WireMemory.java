package io.netvscd.replay.sim;

import io.netvscd.datapath.port.MemoryPort;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory for the wires of one world after another, on one thread: a world that ends gives all of its back. Nobody reads
 * of a wire what nobody has written to it, so what an earlier world left there is never seen.
 */
public final class WireMemory {
    /** For one wire after another, each with both directions. */
    record Room(ByteBuffer forth, ByteBuffer back) {
        /** A new wire, after which the one before must not be used any more. */
        MemoryPort.Pair wire(String name) {
            return MemoryPort.pair(name, forth, back);
        }
    }

    private static final class Shelf {
        private final List<ByteBuffer> buffers = new ArrayList<>();
        private int lent;
    }

    private final Map<Integer, Shelf> shelves = new HashMap<>();

    /** Room for so many octets on their way, per direction. */
    Room room(int bytes) {
        return new Room(lend(bytes), lend(bytes));
    }

    /** The world has ended: what was lent is free again. */
    void takeBack() {
        shelves.values().forEach(shelf -> shelf.lent = 0);
    }

    private ByteBuffer lend(int bytes) {
        Shelf shelf = shelves.computeIfAbsent(bytes, size -> new Shelf());
        if (shelf.lent == shelf.buffers.size()) {
            shelf.buffers.add(MemoryPort.memory(bytes));
        }
        return shelf.buffers.get(shelf.lent++);
    }
}
