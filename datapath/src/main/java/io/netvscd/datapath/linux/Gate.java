package io.netvscd.datapath.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.UnsafeApi;

/**
 * A gate that rules of the kernel's traffic control ask: a program in the kernel that matches every frame while the gate is open, and
 * none while it is shut. It reads a word that this process has mapped, so opening and shutting take one store: no call, no lock of
 * the kernel's, no wait. Needs {@code bpf(2)} (linux/bpf.h), that is CAP_BPF and CAP_NET_ADMIN.
 */
public final class Gate implements AutoCloseable {
    private static final int MAP_CREATE = 0;
    private static final int PROGRAM_LOAD = 5;
    private static final int MAP_TYPE_ARRAY = 2;
    private static final int MAP_MMAPABLE = 1 << 10;
    private static final int PROGRAM_TYPE_CLASSIFIER = 3;
    private static final int MAP_ATTRIBUTES_BYTES = 20;
    private static final int PROGRAM_ATTRIBUTES_BYTES = 48;
    private static final int INSTRUCTIONS = 4;
    /** What a classifier returns for a frame that it matches. */
    private static final int MATCH = -1;
    private static final int PAGE_BYTES = 4096;

    private final int map;
    private final int program;
    private long word;

    private Gate(int map, int program, long word) {
        this.map = map;
        this.program = program;
        this.word = word;
    }

    /** Makes one that is shut. */
    public static Gate make() throws ErrnoException {
        int map = makeMap();
        try {
            int program = load(map);
            try {
                long word = Libc.mmapShared(map, PAGE_BYTES, 0);
                Libc.check((int) Math.min(word, 0), "mmap", "a gate");
                return new Gate(map, program, word);
            } catch (ErrnoException refused) {
                Libc.close(program);
                throw refused;
            }
        } catch (ErrnoException refused) {
            Libc.close(map);
            throw refused;
        }
    }

    private static int makeMap() throws ErrnoException {
        try (NativeMemory attributes = new NativeMemory(MAP_ATTRIBUTES_BYTES)) {
            attributes.putInt(0, MAP_TYPE_ARRAY);
            attributes.putInt(4, Integer.BYTES);
            attributes.putInt(8, Integer.BYTES);
            attributes.putInt(12, 1);
            attributes.putInt(16, MAP_MMAPABLE);
            return Libc.check(Libc.bpf(MAP_CREATE, attributes.address(), attributes.bytes()), "bpf BPF_MAP_CREATE", "a gate");
        }
    }

    private static int load(int map) throws ErrnoException {
        byte[] code = readingTheWordOf(map);
        byte[] licence = "Apache-2.0\0".getBytes(StandardCharsets.US_ASCII);
        try (NativeMemory attributes = new NativeMemory(PROGRAM_ATTRIBUTES_BYTES);
                NativeMemory texts = new NativeMemory(code.length + licence.length)) {
            texts.putBytes(0, code);
            texts.putBytes(code.length, licence);
            attributes.putInt(0, PROGRAM_TYPE_CLASSIFIER);
            attributes.putInt(4, INSTRUCTIONS);
            attributes.putLong(8, texts.address());
            attributes.putLong(16, texts.address() + code.length);
            return Libc.check(Libc.bpf(PROGRAM_LOAD, attributes.address(), attributes.bytes()), "bpf BPF_PROG_LOAD", "a gate");
        }
    }

    /** {@code struct bpf_insn} each: u8 code, registers (source above target), s16 offset, s32 operand. */
    private static byte[] readingTheWordOf(int map) {
        ByteBuffer code = ByteBuffer.allocate(INSTRUCTIONS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        // r1 = the address of the map's value (BPF_LD | BPF_IMM | BPF_DW, BPF_PSEUDO_MAP_VALUE), in two halves
        code.put((byte) 0x18).put((byte) 0x21).putShort((short) 0).putInt(map).putLong(0);
        // r0 = the word there (BPF_LDX | BPF_MEM | BPF_W)
        code.put((byte) 0x61).put((byte) 0x10).putShort((short) 0).putInt(0);
        // return r0 (BPF_EXIT)
        return code.put((byte) 0x95).array();
    }

    /** The program's descriptor, for a rule to name; the rule keeps the program when this is closed. */
    public int program() {
        return program;
    }

    /** Every frame that comes to the gate from now on passes. Any thread may call. */
    public void open() {
        store(MATCH);
    }

    /** None does. Any thread may call. */
    public void shut() {
        store(0);
    }

    private void store(int value) {
        if (word == 0) {
            throw new IllegalStateException("this gate is gone");
        }
        UnsafeApi.putIntVolatile(null, word, value);
    }

    /** Lets go of it, shut. */
    @Override
    public void close() {
        if (word != 0) {
            shut();
            Libc.munmap(word, PAGE_BYTES);
            word = 0;
            Libc.close(program);
            Libc.close(map);
        }
    }
}
