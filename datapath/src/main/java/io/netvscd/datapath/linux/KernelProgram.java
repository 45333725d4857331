package io.netvscd.datapath.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A program for the kernel's own machine, written instruction by instruction: {@code struct bpf_insn} each (linux/bpf.h), u8 code,
 * registers (source above target), s16 offset, s32 operand. Jumps lead forward, to a label that is put later.
 */
final class KernelProgram {
    /** What programs are for. */
    enum Kind {
        /** Says how much of a frame a socket takes. */
        SOCKET_FILTER(1),
        /** A classifier of the traffic control. */
        CLASSIFIER(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private static final int PROGRAM_LOAD = 5;
    private static final int ATTRIBUTES_BYTES = 48;
    private static final int BYTES_MAX = 512;
    private static final int PSEUDO_MAP_VALUE = 2;
    private static final int PROCESSOR_ID = 8;

    private static final int LOAD_ADDRESS = 0x18;
    private static final int LOAD_WORD = 0x61;
    private static final int LOAD_LONG = 0x79;
    private static final int STORE_WORD = 0x62;
    private static final int ATOMIC_ADD_LONG = 0xdb;
    private static final int SET = 0xb7;
    private static final int COPY = 0xbf;
    private static final int AND = 0x57;
    private static final int SHIFT_LEFT = 0x67;
    private static final int ADD = 0x0f;
    private static final int CALL = 0x85;
    private static final int JUMP = 0x05;
    private static final int JUMP_IF = 0x15;
    private static final int JUMP_IF_DIFFERENT = 0x5d;
    private static final int EXIT = 0x95;

    private final ByteBuffer code = ByteBuffer.allocate(BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
    /** By where it stands: the label that a jump leads to. */
    private final Map<Integer, String> jumps = new HashMap<>();

    /** target = the address of these words, in two halves. */
    KernelProgram loadAddress(int target, SharedWords words) {
        add(LOAD_ADDRESS, target, PSEUDO_MAP_VALUE, 0, words.map());
        return add(0, 0, 0, 0, 0);
    }

    /** target = the 32 bits at base + offset. */
    KernelProgram loadWord(int target, int base, int offset) {
        return add(LOAD_WORD, target, base, offset, 0);
    }

    /** target = the 64 bits at base + offset. */
    KernelProgram loadLong(int target, int base, int offset) {
        return add(LOAD_LONG, target, base, offset, 0);
    }

    /** The 32 bits at base + offset = value. */
    KernelProgram storeWord(int base, int offset, int value) {
        return add(STORE_WORD, base, 0, offset, value);
    }

    /** The 64 bits at base + offset += source, at once. */
    KernelProgram addAtOnce(int base, int offset, int source) {
        return add(ATOMIC_ADD_LONG, base, source, offset, 0);
    }

    KernelProgram set(int target, int value) {
        return add(SET, target, 0, 0, value);
    }

    /** target += source. */
    KernelProgram add(int target, int source) {
        return add(ADD, target, source, 0, 0);
    }

    /** target = address of {@code bytesEach} octets of this processor's own behind {@code base}, of so many, a power of two; uses r0. */
    KernelProgram ownPlace(int target, int base, int places, int bytesEach) {
        add(CALL, 0, 0, 0, PROCESSOR_ID);
        add(AND, 0, 0, 0, places - 1);
        add(SHIFT_LEFT, 0, 0, 0, Integer.numberOfTrailingZeros(bytesEach));
        add(COPY, target, base, 0, 0);
        return add(target, 0);
    }

    KernelProgram jump(String label) {
        return jumpTo(label, JUMP, 0, 0, 0);
    }

    KernelProgram jumpIf(int register, int value, String label) {
        return jumpTo(label, JUMP_IF, register, 0, value);
    }

    KernelProgram jumpIfDifferent(int one, int other, String label) {
        return jumpTo(label, JUMP_IF_DIFFERENT, one, other, 0);
    }

    private KernelProgram jumpTo(String label, int operation, int one, int other, int value) {
        jumps.put(here(), label);
        return add(operation, one, other, 0, value);
    }

    /** Jumps with this label lead here. */
    KernelProgram label(String label) {
        jumps.forEach((from, to) -> {
            if (to.equals(label)) {
                code.putShort(from * Long.BYTES + 2, (short) (here() - from - 1));
            }
        });
        return this;
    }

    KernelProgram exit() {
        return add(EXIT, 0, 0, 0, 0);
    }

    private KernelProgram add(int operation, int target, int source, int offset, int operand) {
        code.put((byte) operation).put((byte) (source << 4 | target)).putShort((short) offset).putInt(operand);
        return this;
    }

    private int here() {
        return code.position() / Long.BYTES;
    }

    /**
     * Hands it to the kernel, which proves that it ends and touches nothing else.
     *
     * @return its descriptor
     */
    int load(Kind kind, String what) throws ErrnoException {
        byte[] octets = new byte[code.position()];
        code.get(0, octets);
        byte[] licence = "Apache-2.0\0".getBytes(StandardCharsets.US_ASCII);
        try (NativeMemory attributes = new NativeMemory(ATTRIBUTES_BYTES);
                NativeMemory texts = new NativeMemory(octets.length + licence.length)) {
            texts.putBytes(0, octets);
            texts.putBytes(octets.length, licence);
            attributes.putInt(0, kind.number);
            attributes.putInt(4, here());
            attributes.putLong(8, texts.address());
            attributes.putLong(16, texts.address() + octets.length);
            return Libc.check(Libc.bpf(PROGRAM_LOAD, attributes.address(), attributes.bytes()), "bpf BPF_PROG_LOAD", what);
        }
    }
}
