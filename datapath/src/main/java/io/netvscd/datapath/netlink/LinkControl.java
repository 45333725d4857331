package io.netvscd.datapath.netlink;

import static io.netvscd.datapath.netlink.AddressDecoder.AF_INET;
import static io.netvscd.datapath.netlink.AddressDecoder.AF_INET6;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.linux.ErrnoException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sets up network devices over rtnetlink. Each call is done, or refused with an {@link ErrnoException} that carries the
 * kernel's own text, when it returns. Devices are named by number, in the network namespace of the thread that opened
 * this. Any thread may call; calls take turns.
 */
public final class LinkControl implements AutoCloseable {
    private static final int RTM_GETADDR = 22;
    private static final int RTM_GETROUTE = 26;
    private static final int RTM_GETQDISC = 38;
    private static final int RTA_OIF = 4;
    /** Asked after all other rules of ours: what none of them has taken. */
    private static final TrafficRule INGRESS_GATE = TrafficRule.dropAll(TrafficRule.Hook.INGRESS, 0x76);

    private final RouteSocket socket;
    private final TrafficControl traffic;
    private final Nftables nftables = Nftables.open();

    private LinkControl(RouteSocket socket) {
        this.socket = socket;
        traffic = new TrafficControl(socket);
    }

    /** Opens a socket for requests. */
    public static LinkControl open() throws ErrnoException {
        return new LinkControl(RouteSocket.open());
    }

    /** Sets a device up or down (IFF_UP). */
    public void setUp(int ifindex, boolean up) throws IOException {
        order(LinkRequests.up(ifindex, up), up ? "up" : "down", ifindex);
    }

    /** Sets the MTU in octets of payload. */
    public void setMtu(int ifindex, int mtu) throws IOException {
        order(LinkRequests.mtu(ifindex, mtu), "mtu " + mtu, ifindex);
    }

    /** Sets the address. */
    public void setMac(int ifindex, MacAddress mac) throws IOException {
        order(LinkRequests.mac(ifindex, mac), "address " + mac, ifindex);
    }

    /** Has a device take frames for every address, or not, as {@code ip link set promisc} does. */
    public void setPromiscuous(int ifindex, boolean promiscuous) throws IOException {
        order(LinkRequests.promiscuous(ifindex, promiscuous), promiscuous ? "promisc on" : "promisc off", ifindex);
    }

    /** Sets the text that tools show beside a device, at most 255 octets; empty takes it away. */
    public void setAlias(int ifindex, String alias) throws IOException {
        order(LinkRequests.alias(ifindex, alias), "alias " + alias, ifindex);
    }

    /** Gives a device a second name that it can be called by. */
    public void addAlternativeName(int ifindex, String name) throws IOException {
        order(LinkRequests.addAlternativeName(ifindex, name), "alternative name " + name, ifindex);
    }

    /** Takes a second name away. */
    public void removeAlternativeName(int ifindex, String name) throws IOException {
        order(LinkRequests.removeAlternativeName(ifindex, name), "no alternative name " + name, ifindex);
    }

    /**
     * Whether the kernel gives the device IPv6 addresses of its own making; a device that is up keeps those that it
     * has.
     */
    public void setIpv6Autoconfiguration(int ifindex, boolean enabled) throws IOException {
        order(LinkRequests.ipv6Autoconfiguration(ifindex, enabled), "addrgenmode " + (enabled ? "eui64" : "none"), ifindex);
    }

    /**
     * Keeps what a device receives from the rest of the system; packet sockets still get their copy. A rule of our own,
     * at a place of its own, beside whatever rules others have.
     */
    public void hideIngress(int ifindex) throws IOException {
        traffic.put(ifindex, INGRESS_GATE);
    }

    /** Takes back {@link #hideIngress}, if it is in force; the rules of others stay. */
    public void showIngress(int ifindex) throws IOException {
        traffic.take(ifindex, INGRESS_GATE);
    }

    /** Whether {@link #hideIngress} is in force, by this process or one before it. */
    public boolean isIngressHidden(int ifindex) throws IOException {
        return traffic.has(ifindex, INGRESS_GATE);
    }

    /** Takes away the rules that an earlier life left at a VF to hand what arrives there to a NIC. */
    public void endRedirect(int ifindex) throws IOException {
        VfRedirect.takeAway(traffic, ifindex);
    }

    /**
     * Opens the way to rules that hand frames from one device to another, in the network namespace of the calling thread, which is
     * to be the one that opened this.
     */
    public RedirectControl redirects() throws ErrnoException {
        return RedirectControl.open(traffic);
    }

    /** Makes a bond, which is down and empty; {@code EOPNOTSUPP} where the kernel has none. */
    public void addBond(String name) throws IOException {
        socket.order(BondRequests.create(name), "RTM_NEWLINK bond", name);
    }

    /** Makes a device, which has to be down, the slave of another, which sets it up; 0 takes it out again. */
    public void enslave(int ifindex, int masterIfindex) throws IOException {
        order(BondRequests.enslave(ifindex, masterIfindex), "master ifindex " + masterIfindex, ifindex);
    }

    /** Deletes a device that can be deleted: a bond, an end of a veth. */
    public void delete(int ifindex) throws IOException {
        order(LinkRequests.delete(ifindex), "RTM_DELLINK", ifindex);
    }

    /** Every device there is, without what only sysfs knows. */
    public List<LinkMessage> links() throws IOException {
        List<LinkMessage> links = new ArrayList<>();
        for (NetlinkMessage message : socket.dump(LinkRequests.dump(), "RTM_GETLINK", "every device")) {
            LinkDecoder.decode(message).ifPresent(links::add);
        }
        return links;
    }

    /** The device of that name, or of that alternative name. */
    public Optional<LinkMessage> link(String name) throws IOException {
        return links().stream()
                .filter(link -> link.name().equals(name) || link.alternativeNames().contains(name))
                .findFirst();
    }

    /** The device of that number. */
    public Optional<LinkMessage> link(int ifindex) throws IOException {
        return links().stream().filter(link -> link.ifindex() == ifindex).findFirst();
    }

    /** The addresses on a device, IPv4 first. */
    public List<AddressMessage> addresses(int ifindex) throws IOException {
        NetlinkRequest request = new NetlinkRequest(RTM_GETADDR, NetlinkRequest.DUMP).addresses(0, ifindex);
        List<AddressMessage> addresses = new ArrayList<>();
        for (NetlinkMessage message : socket.dump(request, "RTM_GETADDR", "ifindex " + ifindex)) {
            AddressDecoder.decode(message).filter(address -> address.ifindex() == ifindex).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** What somebody has set up on a device: routes, classifiers at its hooks, a queueing discipline, chains of nftables. */
    public List<DeviceUse> uses(int ifindex) throws IOException {
        List<NetlinkMessage> found = new ArrayList<>();
        for (int family : new int[] {AF_INET, AF_INET6}) {
            found.addAll(socket.dump(new NetlinkRequest(RTM_GETROUTE, NetlinkRequest.DUMP).routes(family).u32(RTA_OIF, ifindex),
                    "RTM_GETROUTE", "ifindex " + ifindex));
        }
        found.addAll(socket.dump(new NetlinkRequest(RTM_GETQDISC, NetlinkRequest.DUMP).trafficControl(ifindex, 0, 0, 0),
                "RTM_GETQDISC", "ifindex " + ifindex));
        found.addAll(traffic.filters(ifindex));
        Set<DeviceUse> uses = new LinkedHashSet<>();
        for (NetlinkMessage message : found) {
            UseDecoder.decode(message).filter(use -> use.ifindex() == ifindex).ifPresent(uses::add);
        }
        Optional<LinkMessage> link = link(ifindex);
        if (link.isPresent()) {
            nftables.chains(link.get().name()).forEach(chain -> uses.add(new DeviceUse(ifindex, chain)));
        }
        return List.copyOf(uses);
    }

    private void order(NetlinkRequest request, String call, int ifindex) throws IOException {
        socket.order(request, call, "ifindex " + ifindex);
    }

    @Override
    public void close() {
        nftables.close();
        socket.close();
    }
}
