package io.netvscd.datapath.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * A rule of ours on a device's clsact.
 *
 * @param hook    where it is asked
 * @param number  1 to 127, its own on its hook; rules are asked in the order of their numbers, and before those that others add without
 *                naming a preference
 * @param kind    of classifier, {@code bpf}
 * @param options writes what TCA_OPTIONS holds
 */
record TrafficRule(Hook hook, int number, String kind, Consumer<NetlinkRequest> options) {
    /** Where a rule is asked. */
    enum Hook {
        /** What the device has received, before the rest of the system has it and after packet sockets had their copy. */
        INGRESS(0xfffffff2),
        /** What the system sends, before the device has it. */
        EGRESS(0xfffffff3);

        private final int parent;

        Hook(int parent) {
            this.parent = parent;
        }

        /** Its TC_H_ number. */
        int parent() {
            return parent;
        }
    }

    /** "n": below the 49152 from which the kernel picks for those who name none, so that ours are asked first. */
    private static final int OURS = 0x6e00;
    private static final int NUMBER_MAX = 0x7f;

    private static final int TCA_BPF_OPS_LEN = 4;
    private static final int TCA_BPF_OPS = 5;
    private static final int TCA_BPF_FLAGS = 8;
    private static final int FLAG_ACT_DIRECT = 1;
    private static final int BPF_RETURN_CONSTANT = 6;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int TC_ACT_SHOT = 2;

    TrafficRule {
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("a rule's number is 1 to " + NUMBER_MAX + ", not " + number);
        }
    }

    /** Drops every frame: a classic BPF program of one instruction that says so. */
    static TrafficRule dropAll(Hook hook, int number) {
        return new TrafficRule(hook, number, "bpf", request -> request
                .u16(TCA_BPF_OPS_LEN, 1)
                .attribute(TCA_BPF_OPS, ByteBuffer.allocate(INSTRUCTION_BYTES).order(ByteOrder.nativeOrder())
                        .putShort((short) BPF_RETURN_CONSTANT).putShort((short) 0).putInt(TC_ACT_SHOT).array())
                .u32(TCA_BPF_FLAGS, FLAG_ACT_DIRECT));
    }

    int preference() {
        return OURS | number;
    }

    /** The handle; its lowest bit says whether the clsact is ours, too. */
    int handle(boolean ownsClsact) {
        return preference() << 1 | (ownsClsact ? 1 : 0);
    }

    /** Whether a rule of this place is one of ours, whichever. */
    static boolean isOurs(int preference, int handle) {
        return (preference & ~NUMBER_MAX) == OURS && handle >>> 1 == preference;
    }
}
