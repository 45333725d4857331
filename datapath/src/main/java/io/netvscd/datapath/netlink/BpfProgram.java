package io.netvscd.datapath.netlink;

import io.netvscd.datapath.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A classic BPF program ({@code struct sock_filter} each: u16 code, u8 jump if true, u8 jump if false, u32 operand) that looks at a
 * frame from its Ethernet header on.
 */
final class BpfProgram {
    /** Matches every frame. */
    static final BpfProgram EVERYTHING = new BpfProgram(1).returning(-1);
    /** Matches none. */
    static final BpfProgram NOTHING = new BpfProgram(1).returning(0);
    /** As a verdict: drop. */
    static final BpfProgram DROP = new BpfProgram(1).returning(2);

    private static final int INSTRUCTION_BYTES = 8;
    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_BYTE = 0x30;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_BITS = 0x45;
    private static final int RETURN = 0x06;

    private static final int SOURCE_HEAD = 6;
    private static final int SOURCE_TAIL = 8;
    private static final int GROUP_BIT = 1;

    private final ByteBuffer code;

    private BpfProgram(int instructions) {
        code = ByteBuffer.allocate(instructions * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
    }

    /** Matches frames that do not come from this address. */
    static BpfProgram notFrom(MacAddress mac) {
        return new BpfProgram(6)
                .load(LOAD_WORD, SOURCE_TAIL)
                .jump(JUMP_IF_EQUAL, (int) mac.bits(), 0, 2)
                .load(LOAD_HALF, SOURCE_HEAD)
                .jump(JUMP_IF_EQUAL, (int) (mac.bits() >>> 32), 1, 0)
                .returning(-1)
                .returning(0);
    }

    /** Matches frames for one station that do not come from this address. */
    static BpfProgram unicastNotFrom(MacAddress mac) {
        return new BpfProgram(8)
                .load(LOAD_BYTE, 0)
                .jump(JUMP_IF_BITS, GROUP_BIT, 5, 0)
                .load(LOAD_WORD, SOURCE_TAIL)
                .jump(JUMP_IF_EQUAL, (int) mac.bits(), 0, 2)
                .load(LOAD_HALF, SOURCE_HEAD)
                .jump(JUMP_IF_EQUAL, (int) (mac.bits() >>> 32), 1, 0)
                .returning(-1)
                .returning(0);
    }

    private BpfProgram load(int width, int offset) {
        return jump(width, offset, 0, 0);
    }

    private BpfProgram returning(int value) {
        return jump(RETURN, value, 0, 0);
    }

    /** The jumps count instructions from the next one on. */
    private BpfProgram jump(int operation, int operand, int ifTrue, int ifFalse) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
        return this;
    }

    int instructions() {
        return code.capacity() / INSTRUCTION_BYTES;
    }

    byte[] octets() {
        return code.array().clone();
    }
}
