package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Detour;
import io.netvscd.datapath.linux.Gate;
import java.util.function.Consumer;

/**
 * A rule of ours on a device's clsact.
 *
 * @param hook    where it is asked
 * @param number  1 to 127, its own on its hook; rules of ours are asked in the order of their numbers
 * @param kind    of classifier, {@code bpf}
 * @param options writes what TCA_OPTIONS holds
 */
record TrafficRule(Hook hook, int number, String kind, Consumer<NetlinkRequest> options) {
    /** Where a rule is asked. */
    enum Hook {
        /**
         * What the device has received, before the rest of the system has it and after packet sockets had their copy. Ours are asked
         * first: "n", below the 49152 from which the kernel picks for those who name no preference.
         */
        INGRESS(0xfffffff2, 0x6e00),
        /** What the system sends, before the device has it. Ours are asked last: what others decide there holds. */
        EGRESS(0xfffffff3, 0xfe00);

        private final int parent;
        private final int ours;

        Hook(int parent, int ours) {
            this.parent = parent;
            this.ours = ours;
        }

        /** Its TC_H_ number. */
        int parent() {
            return parent;
        }
    }

    private static final int NUMBER_MAX = 0x7f;

    private static final String BPF = "bpf";
    private static final int TCA_BPF_ACT = 1;
    private static final int TCA_BPF_OPS_LEN = 4;
    private static final int TCA_BPF_OPS = 5;
    private static final int TCA_BPF_FD = 6;
    private static final int TCA_BPF_NAME = 7;
    private static final int TCA_BPF_FLAGS = 8;
    private static final int FLAG_ACT_DIRECT = 1;

    TrafficRule {
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("a rule's number is 1 to " + NUMBER_MAX + ", not " + number);
        }
    }

    /** Drops every frame. */
    static TrafficRule dropAll(Hook hook, int number) {
        return new TrafficRule(hook, number, BPF, request -> program(request, BpfProgram.DROP)
                .u32(TCA_BPF_FLAGS, FLAG_ACT_DIRECT));
    }

    /** Drops what has taken a detour, and lets the rest go on to the next rule. */
    static TrafficRule dropDetoured(Hook hook, int number, Detour detour) {
        return new TrafficRule(hook, number, BPF, request -> request
                .u32(TCA_BPF_FD, detour.rule())
                .text(TCA_BPF_NAME, "netvscd-detour")
                .u32(TCA_BPF_FLAGS, FLAG_ACT_DIRECT));
    }

    /** Does nothing: every frame goes on to the next rule. */
    static TrafficRule passOn(Hook hook, int number) {
        return new TrafficRule(hook, number, BPF, request -> program(request, BpfProgram.NOTHING));
    }

    /** Gives this action what the program matches. */
    static TrafficRule redirect(Hook hook, int number, BpfProgram program, RedirectAction action) {
        return new TrafficRule(hook, number, BPF, request -> {
            int actions = request.beginUnflagged(TCA_BPF_ACT);
            action.refer(request);
            program(request.end(actions), program);
        });
    }

    /** Gives this action every frame while the gate is open. */
    static TrafficRule redirect(Hook hook, int number, Gate gate, RedirectAction action) {
        return new TrafficRule(hook, number, BPF, request -> {
            int actions = request.beginUnflagged(TCA_BPF_ACT);
            action.refer(request);
            request.end(actions).u32(TCA_BPF_FD, gate.program()).text(TCA_BPF_NAME, "netvscd-gate");
        });
    }

    private static NetlinkRequest program(NetlinkRequest request, BpfProgram program) {
        return request.u16(TCA_BPF_OPS_LEN, program.instructions()).attribute(TCA_BPF_OPS, program.octets());
    }

    int preference() {
        return hook.ours | number;
    }

    /** The handle; its lowest bit says whether the clsact is ours, too. */
    int handle(boolean ownsClsact) {
        return preference() << 1 | (ownsClsact ? 1 : 0);
    }

    /** Whether a rule of this place is one of ours, whichever. */
    static boolean isOurs(int preference, int handle) {
        return isOursToPut(preference) && handle >>> 1 == preference;
    }

    /** Whether a rule of this preference is one of ours, there or gone. */
    static boolean isOursToPut(int preference) {
        int group = preference & ~NUMBER_MAX;
        return group == Hook.INGRESS.ours || group == Hook.EGRESS.ours;
    }
}
