package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.veth;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMac;
import static io.netvscd.actors.machine.Netdevs.withPermanentMac;
import static io.netvscd.actors.machine.watcher.WatcherFixture.tell;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfInput.VfUsed;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherInput.AddressChanged;
import io.netvscd.journal.vocabulary.WatcherInput.FunctionService;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGoingDown;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevUsed;
import io.netvscd.journal.vocabulary.WatcherInput.PciAdded;
import io.netvscd.journal.vocabulary.WatcherInput.PciRemoved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of devices that are known. */
interface FollowCases extends WatcherFixture {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void followsChangesOfAVf(WatcherPhase phase) {
        in(phase, ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(up(vf(7))))
                .decides(new NetdevNoted(up(vf(7)))).orders(tell(new VfChanged(1, up(vf(7)))))
                .on(new NetdevSeen(up(vf(7)))).because("as known");
    }

    /** Incidents 15 and 89. */
    @Test
    default void followsARenameAsAChange() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(named(vf(7), "enP1")))
                .orders(tell(new VfChanged(1, named(vf(7), "enP1"))));
    }

    /** Incident 85: the VF takes the master's address over. */
    @Test
    default void followsAVfWhoseCurrentMacIsNoLongerTheNics() {
        MacAddress set = MacAddress.parse("02:00:00:00:00:09");
        OwnerId lab = OwnerId.vf("eth0", "if7");
        watching(LAB).on(new NetdevSeen(veth(7, MAC)), new NetdevSeen(veth(7, set)))
                .orders(new Tell(lab, new VfChanged(1, veth(7, set))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void followsTheEndOfAVfOnce(WatcherPhase phase) {
        in(phase, ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "enP2p0s2"))
                .decides(new NetdevForgotten(7)).orders(tell(new VfVanished(1)))
                .on(new PciRemoved("0002:00:02.0")).because("is not known")
                .on(new NetdevGone(7, "enP2p0s2")).because("ifindex 7 is not known");
    }

    @Test
    default void followsTheEndOfAStrangerInSilence() {
        watching(ETH0)
                .on(new NetdevSeen(withMac(withPermanentMac(vf(7), OTHER_MAC), OTHER_MAC)), new NetdevGone(7, "x"))
                .decides(new NetdevForgotten(7)).orders();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void followsWhatConcernsTheOwnerAlone(WatcherPhase phase) {
        in(phase, ETH0).on(new NetdevSeen(vf(7)))
                .on(new NetdevGoingDown(7)).orders(tell(new VfGoingDown(1)))
                .on(new FunctionService(7, ServiceState.RECOVERING))
                .orders(tell(new VfService(1, ServiceState.RECOVERING)))
                .on(new AddressChanged(7, "10.0.0.1", true)).orders(tell(new VfAddress(1, "10.0.0.1", true)))
                .on(new NetdevUsed(7, "qdisc tbf", true)).orders(tell(new VfUsed(1, "qdisc tbf", true)))
                .on(new NetdevGoingDown(8)).because("is no VF")
                .on(new FunctionService(8, ServiceState.FAILED)).because("is no VF")
                .on(new AddressChanged(8, "10.0.0.1", true)).because("is no VF")
                .on(new NetdevUsed(8, "qdisc tbf", true)).because("is no VF")
                .inPhase(phase);
    }

    /** Incidents 12 to 14: the function's netdev may be minutes away, or never come. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void followsAFunctionWithoutANetdev(WatcherPhase phase) {
        in(phase, ETH0).on(new PciAdded("0002:00:02.0", "2")).decides(new FunctionNoted("0002:00:02.0", "2"))
                .orders()
                .on(new PciAdded("0002:00:02.0", "2")).because("is known")
                .on(new PciRemoved("0002:00:02.0")).decides(new FunctionForgotten("0002:00:02.0")).orders()
                .inPhase(phase);
    }

    /** Incidents 46 and 47; one function may have several netdevs. */
    @Test
    default void followsTheEndOfAFunctionAsTheEndOfItsNetdevs() {
        Netdev secondPort = withPermanentMac(vf(8), OTHER_MAC);
        watching(ETH0, ETH1)
                .on(new PciAdded("0002:00:02.0", "2"), new NetdevSeen(vf(7)), new NetdevSeen(secondPort))
                .on(new PciRemoved("0002:00:02.0"))
                .decides(new FunctionForgotten("0002:00:02.0"), new NetdevForgotten(7), new NetdevForgotten(8))
                .orders(tell(new VfVanished(1)), new Tell(OwnerId.vf("eth1", "0002:00:02.0"), new VfVanished(2)))
                .on(new NetdevGone(7, "enP2p0s2")).because("ifindex 7 is not known");
    }

    @Test
    default void followsAFunctionThatReturnsUnderANewGeneration() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "x"), new NetdevSeen(vf(9)))
                .orders(tell(new VfAppeared(2, vf(9), 100)));
    }
}
