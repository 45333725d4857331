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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the kernel says about devices, told to the watcher, and what concerns a NIC's own devices to its master. */
final class LinkRouter implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(LinkRouter.class);

    private static final String PROGRAM = "XDP program";

    /** Asks the kernel what somebody has set up on a device. */
    interface UseSource {
        List<DeviceUse> uses(int ifindex) throws IOException;
    }

    private final Post post;
    private final IntPredicate isVf;
    private final UseSource source;
    /** What the watcher was told of: addresses, and whatever else is on a VF that should not be. */
    private final Set<DeviceUse> toldAddresses = new HashSet<>();
    private final Set<DeviceUse> toldUses = new HashSet<>();
    private final Set<Integer> there = new HashSet<>();
    /** By ifindex: the PCI function behind a netdev. */
    private final Map<Integer, String> functions = new HashMap<>();
    private final List<TapLinks> taps;
    private final List<SyntheticLink> synthetics;
    private final LinkWatch others;

    /**
     * @param isVf whether the watcher takes this ifindex for a VF: the addresses of other devices are nobody's business
     *             here
     * @param source tells what is on a VF when news of that was lost, and in each round
     * @param others hears of every device, for those that are no NIC's own
     */
    LinkRouter(
            Post post,
            IntPredicate isVf,
            UseSource source,
            List<TapLinks> taps,
            List<SyntheticLink> synthetics,
            LinkWatch others) {
        this.post = post;
        this.isVf = isVf;
        this.source = source;
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
        there.add(link.ifindex());
        if (!link.pciAddress().isEmpty()) {
            functions.put(link.ifindex(), link.pciAddress());
        }
        program(link);
        others.seen(link);
        taps.forEach(tap -> tap.seen(link));
        synthetics.forEach(synthetic -> synthetic.seen(link));
    }

    private void program(LinkMessage link) {
        DeviceUse use = new DeviceUse(link.ifindex(), PROGRAM);
        if (link.program()) {
            useSeen(use);
        } else {
            useGone(use);
        }
    }

    @Override
    public void linkGone(int ifindex, String name) {
        toldAddresses.removeIf(placed -> placed.ifindex() == ifindex);
        toldUses.removeIf(placed -> placed.ifindex() == ifindex);
        functions.remove(ifindex);
        there.remove(ifindex);
        tell(new WatcherInput.NetdevGone(ifindex, name));
        others.gone(ifindex);
        taps.forEach(tap -> tap.gone(ifindex));
        synthetics.forEach(synthetic -> synthetic.gone(ifindex));
    }

    @Override
    public void addressSeen(AddressMessage address) {
        if (isVf.test(address.ifindex()) && toldAddresses.add(placed(address))) {
            tell(new WatcherInput.AddressChanged(address.ifindex(), address.text(), true));
        }
        taps.forEach(tap -> tap.addressSeen(address));
    }

    @Override
    public void addressGone(AddressMessage address) {
        if (toldAddresses.remove(placed(address))) {
            tell(new WatcherInput.AddressChanged(address.ifindex(), address.text(), false));
        }
        taps.forEach(tap -> tap.addressGone(address));
    }

    private static DeviceUse placed(AddressMessage address) {
        return new DeviceUse(address.ifindex(), address.text());
    }

    @Override
    public void useSeen(DeviceUse use) {
        if (isVf.test(use.ifindex()) && toldUses.add(use)) {
            tell(new WatcherInput.NetdevUsed(use.ifindex(), use.what(), true));
        }
    }

    @Override
    public void useGone(DeviceUse use) {
        if (toldUses.remove(use)) {
            tell(new WatcherInput.NetdevUsed(use.ifindex(), use.what(), false));
        }
    }

    @Override
    public void usesLost() {
        there.stream().filter(isVf::test).forEach(this::lookForUses);
    }

    private void lookForUses(int ifindex) {
        try {
            List<DeviceUse> now = source.uses(ifindex);
            now.forEach(this::useSeen);
            toldUses.stream()
                    .filter(use -> use.ifindex() == ifindex && !use.what().equals(PROGRAM) && !now.contains(use))
                    .toList()
                    .forEach(this::useGone);
        } catch (IOException refused) {
            LOG.warn("ifindex {}: what is set up on it cannot be seen: {}", ifindex, refused.getMessage());
        }
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
        forgetAllBut(now);
        synthetics.forEach(synthetic -> {
            if (!now.contains(synthetic.ifindex())) {
                synthetic.gone(synthetic.ifindex());
            }
        });
        links.forEach(this::own);
        usesLost();
    }

    private void forgetAllBut(Set<Integer> ifindexes) {
        there.retainAll(ifindexes);
        functions.keySet().retainAll(ifindexes);
        toldAddresses.removeIf(placed -> !ifindexes.contains(placed.ifindex()));
        toldUses.removeIf(use -> !ifindexes.contains(use.ifindex()));
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
