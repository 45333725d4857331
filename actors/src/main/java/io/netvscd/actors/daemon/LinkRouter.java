package io.netvscd.actors.daemon;

import io.netvscd.actors.edge.Post;
import io.netvscd.datapath.netlink.AddressMessage;
import io.netvscd.datapath.netlink.BusFunction;
import io.netvscd.datapath.netlink.DeviceUse;
import io.netvscd.datapath.netlink.FunctionError;
import io.netvscd.datapath.netlink.LinkListener;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.PciFunction;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the kernel says about devices, told to the watcher, and what concerns a NIC's own devices to its master. */
final class LinkRouter implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(LinkRouter.class);

    private final Post post;
    private final VfUses uses;
    /** By ifindex: the PCI function behind a netdev. */
    private final Map<Integer, String> functions = new HashMap<>();
    private final List<TapLinks> taps;
    private final List<SyntheticLink> synthetics;
    private final LinkWatch others;

    /**
     * @param uses   hears what somebody does with devices, and knows which of them are VFs
     * @param others hears of every device, for those that are no NIC's own
     */
    LinkRouter(
            Post post, VfUses uses, List<TapLinks> taps, List<SyntheticLink> synthetics, LinkWatch others) {
        this.post = post;
        this.uses = uses;
        this.taps = List.copyOf(taps);
        this.synthetics = List.copyOf(synthetics);
        this.others = others;
    }

    @Override
    public void linkSeen(LinkMessage link) {
        tell(new WatcherInput.NetdevSeen(netdev(link)));
        own(link);
    }

    private void own(LinkMessage link) {
        uses.seen(link);
        if (!link.pciAddress().isEmpty()) {
            functions.put(link.ifindex(), link.pciAddress());
        }
        others.seen(link);
        taps.forEach(tap -> tap.seen(link));
        synthetics.forEach(synthetic -> synthetic.seen(link));
    }

    @Override
    public void linkGone(int ifindex, String name) {
        uses.gone(ifindex);
        functions.remove(ifindex);
        tell(new WatcherInput.NetdevGone(ifindex, name));
        others.gone(ifindex);
        taps.forEach(tap -> tap.gone(ifindex));
        synthetics.forEach(synthetic -> synthetic.gone(ifindex));
    }

    @Override
    public void addressSeen(AddressMessage address) {
        uses.addressSeen(address);
        taps.forEach(tap -> tap.addressSeen(address));
    }

    @Override
    public void addressGone(AddressMessage address) {
        uses.addressGone(address);
        taps.forEach(tap -> tap.addressGone(address));
    }

    @Override
    public void useSeen(DeviceUse use) {
        uses.useSeen(use);
    }

    @Override
    public void useGone(DeviceUse use) {
        uses.useGone(use);
    }

    @Override
    public void usesLost() {
        uses.look();
    }

    @Override
    public void pciAdded(String pciAddress, String slot) {
        tell(new WatcherInput.PciAdded(pciAddress, slot));
    }

    @Override
    public void pciRemoved(String pciAddress) {
        tell(new WatcherInput.PciRemoved(pciAddress));
    }

    @Override
    public void pciUnbound(String pciAddress) {
        for (int ifindex : netdevsOf(pciAddress)) {
            others.failed(ifindex);
            tell(new WatcherInput.NetdevGoingDown(ifindex));
        }
    }

    @Override
    public void pciError(String pciAddress, FunctionError error) {
        ServiceState state = switch (error) {
            case RECOVERING -> ServiceState.RECOVERING;
            case RECOVERED -> ServiceState.RECOVERED;
            case FAILED -> ServiceState.FAILED;
        };
        for (int ifindex : netdevsOf(pciAddress)) {
            if (error != FunctionError.RECOVERED) {
                others.failed(ifindex);
            }
            tell(new WatcherInput.FunctionService(ifindex, state));
        }
    }

    private List<Integer> netdevsOf(String pciAddress) {
        return functions.entrySet().stream()
                .filter(entry -> entry.getValue().equals(pciAddress))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void functionDump(List<BusFunction> all) {
        tell(new WatcherInput.FunctionDump(all.stream()
                .map(function -> new PciFunction(function.pciAddress(), function.slot()))
                .toList()));
    }

    @Override
    public void overrun() {
        tell(new WatcherInput.WatcherOverrun());
    }

    @Override
    public void linkDump(List<LinkMessage> links) {
        tell(new WatcherInput.NetdevDump(links.stream().map(LinkRouter::netdev).toList()));
        Set<Integer> now = links.stream().map(LinkMessage::ifindex).collect(Collectors.toSet());
        uses.forgetAllBut(now);
        functions.keySet().retainAll(now);
        synthetics.forEach(synthetic -> {
            if (!now.contains(synthetic.ifindex())) {
                synthetic.gone(synthetic.ifindex());
            }
        });
        links.forEach(this::own);
        uses.look();
    }

    @Override
    public void failed(IOException fault) {
        LOG.warn("netlink: {}", fault.getMessage());
    }

    private void tell(WatcherInput input) {
        post.tell(OwnerId.WATCHER, input);
    }

    private static Netdev netdev(LinkMessage link) {
        return new Netdev(
                link.ifindex(),
                link.name(),
                link.mac(),
                link.permanentMac(),
                link.up(),
                link.carrier(),
                link.mtu(),
                link.kind(),
                link.pciAddress(),
                link.slot(),
                link.promiscuous(),
                link.masterIfindex());
    }
}
