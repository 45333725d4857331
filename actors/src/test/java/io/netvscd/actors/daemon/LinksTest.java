package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.netlink.AddressMessage;
import io.netvscd.datapath.netlink.DeviceUse;
import io.netvscd.datapath.netlink.FunctionError;
import io.netvscd.datapath.netlink.LinkMessage;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final int TAP = 3;
    private static final int LOWER = 2;
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");

    private final List<Input> told = new ArrayList<>();
    private final List<Integer> failed = new ArrayList<>();
    private final List<DeviceUse> uses = new ArrayList<>();
    private final Set<Integer> vfs = new HashSet<>();
    private final List<LinkMessage> below = new ArrayList<>();
    private final TapLinks tap = new TapLinks("eth0", TAP, (to, input) -> told.add(input));
    private final SyntheticLink synthetic = new SyntheticLink("eth0", "lower0", (to, input) -> told.add(input));
    private final LinkRouter router = new LinkRouter(
            (to, input) -> told.add(input),
            new VfUses((to, input) -> told.add(input), vfs::contains, ifindex -> uses),
            List.of(tap),
            List.of(synthetic),
            new Below());

    private final class Below implements LinkWatch {
        @Override
        public void seen(LinkMessage link) {
            below.add(link);
        }

        @Override
        public void gone(int ifindex) {
            below.removeIf(link -> link.ifindex() == ifindex);
        }

        @Override
        public void failed(int ifindex) {
            failed.add(ifindex);
        }
    }

    @Test
    void theFirstLookAtATapTellsEverythingAndLaterOnesWhatChanged() {
        tap.seen(link(TAP, "eth0", true, 1500));
        assertThat(told).containsExactly(
                new MasterInput.MacChanged(MAC),
                new MasterInput.MtuChanged(1500),
                new MasterInput.PromiscuousChanged(false),
                new MasterInput.AdminChanged(true));

        told.clear();
        tap.seen(link(TAP, "eth0", true, 1500));
        tap.seen(link(TAP, "renamed", true, 9000));
        assertThat(told).containsExactly(new MasterInput.MtuChanged(9000));
    }

    @Test
    void whatSomebodySetsUpOnAVfIsToldOnceAndWhatHeDoesElsewhereIsNot() {
        DeviceUse route = new DeviceUse(9, "route 10.0.0.0/8");
        router.useSeen(route);
        router.useSeen(new DeviceUse(LOWER, "qdisc tbf"));
        assertThat(told).as("no VF").isEmpty();
        vfs.add(9);
        router.useSeen(route);
        router.useSeen(route);
        router.useGone(route);
        router.useGone(route);
        assertThat(told).containsExactly(new WatcherInput.NetdevUsed(9, "route 10.0.0.0/8", true),
                new WatcherInput.NetdevUsed(9, "route 10.0.0.0/8", false));
    }

    @Test
    void eachRoundTellsWhatWasMissedOfIt() {
        vfs.add(9);
        router.linkSeen(link(9, "vf0", true, 1500));
        uses.add(new DeviceUse(9, "qdisc tbf"));
        told.clear();
        router.usesLost();
        assertThat(told).containsExactly(new WatcherInput.NetdevUsed(9, "qdisc tbf", true));
        uses.clear();
        told.clear();
        router.linkDump(List.of(link(9, "vf0", true, 1500)));
        assertThat(told).contains(new WatcherInput.NetdevUsed(9, "qdisc tbf", false));
    }

    @Test
    void anXdpProgramIsAUseToo() {
        vfs.add(9);
        LinkMessage plain = link(9, "vf0", true, 1500);
        router.linkSeen(new LinkMessage(9, "vf0", MAC, MacAddress.ZERO, true, true, 1500, "veth", "", "", false, 0, List.of(), "", 6, true));
        assertThat(told).contains(new WatcherInput.NetdevUsed(9, "XDP program", true));
        router.usesLost();
        router.linkSeen(plain);
        assertThat(told).endsWith(new WatcherInput.NetdevUsed(9, "XDP program", false));
        assertThat(tap.hasProgram()).isFalse();
    }

    @Test
    void anErrorOfAFunctionAndTheLossOfItsDriverConcernItsNetdevs() {
        router.linkSeen(link(9, "vf0", true, 1500).withPci("0002:00:02.0", "2"));
        told.clear();
        router.pciError("0002:00:02.0", FunctionError.RECOVERING);
        router.pciError("0003:00:02.0", FunctionError.FAILED);
        router.pciError("0002:00:02.0", FunctionError.RECOVERED);
        router.pciUnbound("0002:00:02.0");
        assertThat(told).containsExactly(
                new WatcherInput.FunctionService(9, ServiceState.RECOVERING),
                new WatcherInput.FunctionService(9, ServiceState.RECOVERED),
                new WatcherInput.NetdevGoingDown(9));
        assertThat(failed).as("told beforehand").containsExactly(9, 9);
    }

    @Test
    void aTapIsKnownByItsNumberNotByItsName() {
        tap.seen(link(7, "eth0", true, 1500));

        assertThat(told).isEmpty();
    }

    @Test
    void whoeverCaresForTheDevicesBelowHearsOfAll() {
        router.linkSeen(link(LOWER, "lower0", true, 1500));
        router.linkDump(List.of(link(LOWER, "lower0", true, 1500)));

        assertThat(below).hasSize(2);
        router.linkGone(LOWER, "lower0");
        assertThat(below).isEmpty();
    }

    @Test
    void aTapThatWasDeletedIsANicThatWasSetDown() {
        router.linkGone(TAP, "eth0");

        assertThat(told).containsExactly(
                new WatcherInput.NetdevGone(TAP, "eth0"), new MasterInput.AdminChanged(false));
    }

    @Test
    void announcesTheAddressesOfTheTapAlone() throws UnknownHostException {
        tap.seen(link(TAP, "eth0", true, 1500));
        tap.addressSeen(address(TAP, "10.9.0.1"));
        tap.addressSeen(address(LOWER, "10.9.0.2"));
        assertThat(tap.announcements()).hasDimensions(1, 60);

        tap.addressGone(address(TAP, "10.9.0.1"));
        assertThat(tap.announcements()).as("where the device is, without an address").hasDimensions(1, 60);
    }

    @Test
    void aNetdevThatStandsInForAHostOpensAndClosesTheChannel() {
        synthetic.seen(link(LOWER, "lower0", true, 1500));
        synthetic.seen(link(LOWER, "lower0", false, 1500));
        synthetic.gone(9);
        synthetic.gone(LOWER);
        synthetic.seen(link(5, "lower0", true, 1500));

        assertThat(told).containsExactly(
                new MasterInput.ChannelOpened(1, "none", true),
                new MasterInput.HostLinkChanged(1, false),
                new MasterInput.ChannelClosed(1, "the netdev lower0 is gone"),
                new MasterInput.ChannelOpened(2, "none", true));
    }

    @Test
    void aDumpWithoutTheNetdevClosesTheChannelToo() {
        router.linkDump(List.of(link(LOWER, "lower0", true, 1500)));
        told.clear();

        router.linkDump(List.of());

        assertThat(told).containsExactly(new WatcherInput.NetdevDump(List.of()),
                new MasterInput.ChannelClosed(1, "the netdev lower0 is gone"));
    }

    @Test
    void anAddressIsToldOnceAndOnlyWhereItIsAVfs() throws UnknownHostException {
        router.addressSeen(address(8, "10.9.0.3"));
        vfs.add(8);
        router.addressSeen(address(8, "10.9.0.3"));
        router.addressSeen(address(8, "10.9.0.3"));
        router.addressGone(address(8, "10.9.0.3"));
        router.addressGone(address(9, "10.9.0.3"));

        assertThat(told).containsExactly(
                new WatcherInput.AddressChanged(8, "10.9.0.3/24", true),
                new WatcherInput.AddressChanged(8, "10.9.0.3/24", false));
    }

    private static LinkMessage link(int ifindex, String name, boolean up, int mtu) {
        return new LinkMessage(
                ifindex, name, MAC, MacAddress.ZERO, up, up, mtu, "veth", "", "", false, 0, List.of(), "", 6, false);
    }

    private static AddressMessage address(int ifindex, String text) throws UnknownHostException {
        return new AddressMessage(ifindex, InetAddress.getByName(text), 24, false, true);
    }
}
