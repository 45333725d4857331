package io.netvscd.datapath.netlink;

import io.netvscd.datapath.linux.Errno;
import io.netvscd.datapath.netlink.TrafficRule.Hook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts rules of ours on devices, each beside whatever rules others have, and takes them away again. The clsact that they hang on is made
 * where there is none, and goes with the last rule of anybody. Whether it is ours is written in the rules themselves, so a process that
 * was killed leaves nothing that the next one could not take away.
 */
final class TrafficControl {
    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_DELQDISC = 37;
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_DELTFILTER = 45;
    private static final int RTM_GETTFILTER = 46;
    private static final int TC_H_CLSACT = 0xfffffff1;
    private static final int CLSACT_HANDLE = 0xffff0000;
    private static final int ETH_P_ALL_NETWORK_ORDER = 0x0300;
    private static final int TCA_KIND = 1;
    private static final int TCA_OPTIONS = 2;

    private final RouteSocket socket;

    TrafficControl(RouteSocket socket) {
        this.socket = socket;
    }

    /**
     * Has this rule there, in place of one of the same hook and number, in one step.
     *
     * @return its handle
     */
    synchronized int put(int ifindex, TrafficRule rule) throws IOException {
        List<PlacedRule> earlier = ours(ifindex);
        boolean own = earlier.isEmpty() || earlier.stream().anyMatch(PlacedRule::ownsClsact);
        boolean made = make(ifindex, rule, own);
        boolean found = earlier.isEmpty() && !made;
        if (found || made && !own) {
            order(filter(RTM_NEWTFILTER, NetlinkRequest.CREATE, ifindex, rule, made, true), "RTM_NEWTFILTER", ifindex);
            order(filter(RTM_DELTFILTER, 0, ifindex, rule, own, false), "RTM_DELTFILTER", ifindex);
            return rule.handle(made);
        }
        return rule.handle(own);
    }

    /**
     * Makes ready to put a rule in the place of one that {@link #put} has put, which the kernel does between two frames: one request
     * and nothing else.
     */
    static PreparedOrder exchange(int ifindex, int handle, TrafficRule rule) {
        boolean own = rule.handle(true) == handle;
        return PreparedOrder.of(
                filter(RTM_NEWTFILTER, NetlinkRequest.CREATE | NetlinkRequest.REPLACE, ifindex, rule, own, true),
                "RTM_NEWTFILTER with NLM_F_REPLACE", name(ifindex));
    }

    /**
     * Clsact and rule go out as one datagram, which the kernel works off whole: there is no moment at which a process that is
     * killed leaves the one without the other.
     *
     * @return whether there was no clsact
     */
    private boolean make(int ifindex, TrafficRule rule, boolean own) throws IOException {
        NetlinkRequest clsact = clsact(RTM_NEWQDISC, NetlinkRequest.CREATE | NetlinkRequest.EXCLUSIVE, ifindex)
                .text(TCA_KIND, "clsact");
        List<NetlinkAnswer> answers = socket.orderTogether(
                List.of(clsact, filter(RTM_NEWTFILTER, NetlinkRequest.CREATE, ifindex, rule, own, true)),
                "RTM_NEWQDISC clsact, RTM_NEWTFILTER", name(ifindex));
        boolean made = answers.get(0).errno() == 0;
        if (!made && answers.get(0).errno() != Errno.EEXIST.number()) {
            throw RouteSocket.refused("RTM_NEWQDISC clsact", name(ifindex), answers.get(0));
        }
        if (answers.get(1).errno() != 0) {
            forsake(ifindex, made);
            throw RouteSocket.refused("RTM_NEWTFILTER", name(ifindex), answers.get(1));
        }
        return made;
    }

    private void forsake(int ifindex, boolean made) throws IOException {
        if (made) {
            order(clsact(RTM_DELQDISC, 0, ifindex), "RTM_DELQDISC clsact", ifindex);
        }
    }

    /** Takes the rule away, if it is there, and the clsact with it if that is ours and nobody uses it any more. */
    synchronized void take(int ifindex, TrafficRule rule) throws IOException {
        Optional<PlacedRule> placed = find(ifindex, rule);
        if (placed.isPresent()) {
            boolean own = placed.get().ownsClsact();
            order(filter(RTM_DELTFILTER, 0, ifindex, rule, own, false), "RTM_DELTFILTER", ifindex);
            boolean unused = rules(ifindex, Hook.INGRESS).isEmpty() && rules(ifindex, Hook.EGRESS).isEmpty();
            forsake(ifindex, own && unused);
        }
    }

    boolean has(int ifindex, TrafficRule rule) throws IOException {
        return find(ifindex, rule).isPresent();
    }

    private Optional<PlacedRule> find(int ifindex, TrafficRule rule) throws IOException {
        return rules(ifindex, rule.hook()).stream()
                .filter(placed -> placed.isOurs() && placed.preference() == rule.preference()
                        && placed.kind().equals(rule.kind()))
                .findFirst();
    }

    private List<PlacedRule> ours(int ifindex) throws IOException {
        List<PlacedRule> ours = new ArrayList<>();
        for (Hook hook : Hook.values()) {
            rules(ifindex, hook).stream().filter(PlacedRule::isOurs).forEach(ours::add);
        }
        return ours;
    }

    /** Everybody's rules at both hooks, as the kernel tells of them. */
    List<NetlinkMessage> filters(int ifindex) throws IOException {
        List<NetlinkMessage> filters = new ArrayList<>();
        for (Hook hook : Hook.values()) {
            filters.addAll(filters(ifindex, hook));
        }
        return filters;
    }

    /** Everybody's rules at a hook; none where there is no clsact. */
    private List<PlacedRule> rules(int ifindex, Hook hook) throws IOException {
        List<PlacedRule> rules = new ArrayList<>();
        for (NetlinkMessage message : filters(ifindex, hook)) {
            rules.add(PlacedRule.decode(message));
        }
        return rules;
    }

    private List<NetlinkMessage> filters(int ifindex, Hook hook) throws IOException {
        NetlinkRequest request = new NetlinkRequest(RTM_GETTFILTER, NetlinkRequest.DUMP)
                .trafficControl(ifindex, 0, hook.parent(), 0);
        return socket.dump(request, "RTM_GETTFILTER", name(ifindex));
    }

    private void order(NetlinkRequest request, String call, int ifindex) throws IOException {
        socket.order(request, call, name(ifindex));
    }

    private static NetlinkRequest clsact(int type, int flags, int ifindex) {
        return new NetlinkRequest(type, flags | NetlinkRequest.ACKNOWLEDGE)
                .trafficControl(ifindex, CLSACT_HANDLE, TC_H_CLSACT, 0);
    }

    private static NetlinkRequest filter(
            int type, int flags, int ifindex, TrafficRule rule, boolean ownsClsact, boolean withOptions) {
        int info = rule.preference() << 16 | ETH_P_ALL_NETWORK_ORDER;
        NetlinkRequest request = new NetlinkRequest(type, flags | NetlinkRequest.ACKNOWLEDGE)
                .trafficControl(ifindex, rule.handle(ownsClsact), rule.hook().parent(), info)
                .text(TCA_KIND, rule.kind());
        if (withOptions) {
            int options = request.beginUnflagged(TCA_OPTIONS);
            rule.options().accept(request);
            request.end(options);
        }
        return request;
    }

    private static String name(int ifindex) {
        return "ifindex " + ifindex;
    }
}
