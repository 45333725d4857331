package io.netvscd.datapath.netlink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A dump in the making, asked for on the socket that the news comes by, so that both stand in one queue: whatever comes
 * last about a device, part of the dump or news, is what the dump says in the end. A dump that the kernel calls
 * interrupted, or during which news was lost, is asked for anew.
 */
final class LinkDump {
    private static final int RTM_GETADDR = 22;

    private enum Phase { IDLE, LINKS, ADDRESSES }

    private final NetlinkSocket route;
    private final LinkListener listener;
    private final PciSysfs pci;
    private final Map<Integer, LinkMessage> links = new LinkedHashMap<>();
    private Phase phase = Phase.IDLE;
    private boolean spoilt;
    private int sequence;

    LinkDump(NetlinkSocket route, LinkListener listener, PciSysfs pci) {
        this.route = route;
        this.listener = listener;
        this.pci = pci;
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** Asks for a dump, in place of one that has just ended. */
    void begin() throws IOException {
        links.clear();
        spoilt = false;
        ask(Phase.LINKS, LinkRequests.dump());
    }

    private void ask(Phase next, NetlinkRequest request) throws IOException {
        phase = Phase.IDLE;
        route.send(request.encode(++sequence));
        phase = next;
    }

    /** News was lost. */
    void spoil() {
        spoilt = true;
    }

    /** News of a device. */
    void seen(LinkMessage link) {
        if (phase == Phase.LINKS) {
            links.put(link.ifindex(), link);
        }
    }

    /** News that a device is gone. */
    void gone(int ifindex) {
        links.remove(ifindex);
    }

    /** Whether a message answers the request under way. News carries the numbers of the request that caused it. */
    boolean isPart(NetlinkMessage message) {
        return phase != Phase.IDLE && message.portId() == route.portId() && message.sequence() == sequence;
    }

    /** Takes an answer, and tells the listener when it was the last. */
    void take(NetlinkMessage message, UnaryOperator<LinkMessage> complete) throws IOException {
        spoilt |= message.isInterruptedDump();
        switch (message.type()) {
            case IfLink.RTM_NEWLINK ->
                    LinkDecoder.decode(message).map(complete).ifPresent(link -> links.put(link.ifindex(), link));
            case AddressDecoder.RTM_NEWADDR -> AddressDecoder.decode(message).ifPresent(listener::addressSeen);
            case NetlinkMessage.DONE, NetlinkMessage.ERROR -> end(message);
            default -> { }
        }
    }

    private void end(NetlinkMessage message) throws IOException {
        NetlinkAnswer answer = NetlinkAnswer.of(message);
        if (answer.errno() != 0) {
            phase = Phase.IDLE;
            throw RouteSocket.refused("dump of links and addresses", "rtnetlink", answer);
        } else if (spoilt) {
            begin();
        } else if (phase == Phase.LINKS) {
            listener.linkDump(new ArrayList<>(links.values()));
            listener.functionDump(pci.networkFunctions());
            ask(Phase.ADDRESSES, new NetlinkRequest(RTM_GETADDR, NetlinkRequest.DUMP).addresses(0, 0));
        } else {
            phase = Phase.IDLE;
        }
    }
}
