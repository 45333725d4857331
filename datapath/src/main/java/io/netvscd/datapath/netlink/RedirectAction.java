package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An action of the kernel's traffic control that hands frames to another device ({@code act_mirred}, redirect). It is made by itself
 * and filters refer to it by its number, so its counters outlive every filter. A cookie says whose it is: {@code netvscd:} and the
 * number of the NIC's TAP, eight hexadecimal digits.
 *
 * @param index what the kernel calls it, in its network namespace
 */
record RedirectAction(int index) {
    /** Where frames are handed to. */
    enum Direction {
        /** The device sends them (TCA_EGRESS_REDIR). */
        OUT(1),
        /** The system takes them for received by the device (TCA_INGRESS_REDIR). */
        IN(3);

        private final int code;

        Direction(int code) {
            this.code = code;
        }
    }

    /**
     * What it has counted.
     *
     * @param frames  each segment of a large one by itself, as on the wire
     * @param refused those among them that the device did not take
     */
    record Counts(long frames, long bytes, int refused) {
    }

    private static final int RTM_NEWACTION = 48;
    private static final int RTM_DELACTION = 49;
    private static final int RTM_GETACTION = 50;
    private static final String KIND = "mirred";
    private static final String COOKIE_PREFIX = "netvscd:";
    private static final int TCAMSG_BYTES = 4;
    private static final int TCA_ACT_TAB = 1;
    private static final int TCA_ACT_KIND = 1;
    private static final int TCA_ACT_OPTIONS = 2;
    private static final int TCA_ACT_INDEX = 3;
    private static final int TCA_ACT_STATS = 4;
    private static final int TCA_ACT_COOKIE = 6;
    private static final int TCA_MIRRED_PARMS = 2;
    private static final int PARMS_BYTES = 28;
    private static final int TC_ACT_STOLEN = 4;
    private static final int TCA_STATS_BASIC = 1;
    private static final int TCA_STATS_QUEUE = 3;
    private static final int TCA_STATS_PKT64 = 8;
    private static final int OVERLIMITS = 16;

    /** Makes one for this NIC. */
    static RedirectAction make(RouteSocket socket, Direction direction, int target, int tap) throws IOException {
        NetlinkRequest request = new NetlinkRequest(RTM_NEWACTION,
                NetlinkRequest.CREATE | NetlinkRequest.EXCLUSIVE | NetlinkRequest.ECHO | NetlinkRequest.ACKNOWLEDGE).actions();
        int table = request.begin(TCA_ACT_TAB);
        int first = request.begin(1);
        request.text(TCA_ACT_KIND, KIND).attribute(TCA_ACT_COOKIE, cookie(tap));
        int options = request.begin(TCA_ACT_OPTIONS);
        request.attribute(TCA_MIRRED_PARMS, parms(0, direction.code, target)).end(options).end(first).end(table);
        for (NetlinkMessage message : socket.ask(request, "RTM_NEWACTION mirred", "ifindex " + target)) {
            for (List<Attribute> action : actions(message)) {
                return new RedirectAction(parms(action).getInt(0));
            }
        }
        throw new IOException("ifindex " + target + ": RTM_NEWACTION mirred: the kernel did not say what it calls it");
    }

    /** Names it in a filter. */
    void refer(NetlinkRequest request) {
        int first = request.beginUnflagged(1);
        request.text(TCA_ACT_KIND, KIND);
        int options = request.beginUnflagged(TCA_ACT_OPTIONS);
        request.attribute(TCA_MIRRED_PARMS, parms(index, 0, 0)).end(options).end(first);
    }

    /** What this one and another have counted, both in one request. */
    static List<Counts> count(RouteSocket socket, RedirectAction one, RedirectAction other) throws IOException {
        NetlinkRequest request = new NetlinkRequest(RTM_GETACTION, NetlinkRequest.ACKNOWLEDGE).actions();
        int table = request.begin(TCA_ACT_TAB);
        one.name(request, 1);
        other.name(request, 2);
        request.end(table);
        List<Counts> counts = new ArrayList<>();
        for (NetlinkMessage message : socket.ask(request, "RTM_GETACTION mirred", "action " + one.index)) {
            for (List<Attribute> action : actions(message)) {
                counts.add(counts(action));
            }
        }
        if (counts.size() != 2) {
            throw new NetlinkMalformed(counts.size() + " actions were told of, not 2", 0);
        }
        return counts;
    }

    /** Deletes it; false while a filter refers to it, true also when it is gone already. */
    boolean delete(RouteSocket socket) throws IOException {
        NetlinkRequest request = new NetlinkRequest(RTM_DELACTION, NetlinkRequest.ACKNOWLEDGE).actions();
        int table = request.begin(TCA_ACT_TAB);
        name(request, 1);
        request.end(table);
        try {
            socket.order(request, "RTM_DELACTION mirred", "action " + index);
            return true;
        } catch (ErrnoException refused) {
            if (refused.is(Errno.ENOENT)) {
                return true;
            } else if (refused.is(Errno.EPERM)) {
                return false;
            }
            throw refused;
        }
    }

    /** Those that an earlier life made for this NIC and did not give up. */
    static List<RedirectAction> leftBehind(RouteSocket socket, int tap) throws IOException {
        NetlinkRequest request = new NetlinkRequest(RTM_GETACTION, NetlinkRequest.DUMP).actions();
        int table = request.begin(TCA_ACT_TAB);
        int first = request.begin(1);
        request.text(TCA_ACT_KIND, KIND).end(first).end(table);
        String ours = new String(cookie(tap), StandardCharsets.US_ASCII);
        List<RedirectAction> found = new ArrayList<>();
        for (NetlinkMessage message : socket.dump(request, "RTM_GETACTION mirred", "every action")) {
            for (List<Attribute> action : actions(message)) {
                String cookie = find(action, TCA_ACT_COOKIE) == null ? "" : find(action, TCA_ACT_COOKIE).text();
                if (cookie.equals(ours)) {
                    found.add(new RedirectAction(parms(action).getInt(0)));
                }
            }
        }
        return found;
    }

    private void name(NetlinkRequest request, int place) {
        int action = request.begin(place);
        request.text(TCA_ACT_KIND, KIND).u32(TCA_ACT_INDEX, index).end(action);
    }

    private static byte[] cookie(int tap) {
        return String.format("%s%08x", COOKIE_PREFIX, tap).getBytes(StandardCharsets.US_ASCII);
    }

    /** {@code struct tc_mirred}: index, capabilities, action, references, bindings, what to do, device. */
    private static byte[] parms(int index, int direction, int target) {
        return ByteBuffer.allocate(PARMS_BYTES).order(ByteOrder.nativeOrder())
                .putInt(index).putInt(0).putInt(TC_ACT_STOLEN).putInt(0).putInt(0).putInt(direction).putInt(target).array();
    }

    private static List<List<Attribute>> actions(NetlinkMessage message) throws NetlinkMalformed {
        List<List<Attribute>> actions = new ArrayList<>();
        for (Attribute table : message.attributes(TCAMSG_BYTES)) {
            if (table.type() == TCA_ACT_TAB) {
                for (Attribute action : table.nested()) {
                    actions.add(action.nested());
                }
            }
        }
        return actions;
    }

    private static ByteBuffer parms(List<Attribute> action) throws NetlinkMalformed {
        Attribute options = required(action, TCA_ACT_OPTIONS);
        Attribute parms = required(options.nested(), TCA_MIRRED_PARMS);
        if (parms.value().limit() < PARMS_BYTES) {
            throw new NetlinkMalformed("mirred told in " + parms.value().limit() + " octets", parms.offset());
        }
        return parms.value();
    }

    private static Counts counts(List<Attribute> action) throws NetlinkMalformed {
        List<Attribute> statistics = required(action, TCA_ACT_STATS).nested();
        Attribute basic = required(statistics, TCA_STATS_BASIC);
        Attribute queue = required(statistics, TCA_STATS_QUEUE);
        Attribute frames64 = find(statistics, TCA_STATS_PKT64);
        if (basic.value().limit() < Long.BYTES + Integer.BYTES || queue.value().limit() < OVERLIMITS + Integer.BYTES) {
            throw new NetlinkMalformed("statistics cut short", basic.offset());
        }
        long frames = frames64 != null && frames64.value().limit() >= Long.BYTES
                ? frames64.value().getLong(0)
                : Integer.toUnsignedLong(basic.value().getInt(Long.BYTES));
        return new Counts(frames, basic.value().getLong(0), queue.value().getInt(OVERLIMITS));
    }

    private static Attribute required(List<Attribute> attributes, int type) throws NetlinkMalformed {
        Attribute found = find(attributes, type);
        if (found == null) {
            throw new NetlinkMalformed("an action without attribute " + type, 0);
        }
        return found;
    }

    private static Attribute find(List<Attribute> attributes, int type) {
        return attributes.stream().filter(attribute -> attribute.type() == type).findFirst().orElse(null);
    }
}
