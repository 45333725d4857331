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
    private static final class Shelf {
        private final List<ByteBuffer> buffers = new ArrayList<>();
        private int lent;
    }

    private final Map<Integer, Shelf> shelves = new HashMap<>();

    /** Both directions of a wire; each has room for so many octets. */
    MemoryPort.Pair wire(String name, int bytes) {
        return MemoryPort.pair(name, lend(bytes), lend(bytes));
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
