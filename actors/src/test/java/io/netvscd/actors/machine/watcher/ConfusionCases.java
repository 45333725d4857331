package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.at;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.ofKind;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withPermanentMac;
import static io.netvscd.actors.machine.watcher.WatcherFixture.tell;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers and addresses that mean something else than before. */
interface ConfusionCases extends WatcherFixture {
    /** Incident 135. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void isNotConfusedByAnIfindexThatNowMeansAnotherFunction(WatcherPhase phase) {
        Netdev other = at(vf(7), "0004:00:02.0", "4");
        in(phase, ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(other))
                .decides(new NetdevForgotten(7), new NetdevNoted(other),
                        new VfRecognised(7, "eth0", "0004:00:02.0", 2))
                .orders(tell(new VfVanished(1)),
                        new Tell(OwnerId.vf("eth0", "0004:00:02.0"), new VfAppeared(2, other, 100)));
    }

    @Test
    default void isNotConfusedByAnIfindexThatNowMeansSomethingElse() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(ofKind(named(vf(7), "vlan10"), "vlan")))
                .decides(new NetdevForgotten(7)).orders(tell(new VfVanished(1)));
    }

    /** Incident 84: verified again once the permanent address is there. */
    @Test
    default void isNotConfusedByAPermanentMacThatIsAnotherNics() {
        Netdev early = withPermanentMac(vf(7), MacAddress.ZERO);
        Netdev later = withPermanentMac(vf(7), OTHER_MAC);
        watching(ETH0, ETH1).on(new NetdevSeen(early), new NetdevSeen(later))
                .orders(tell(new VfVanished(1)),
                        new Tell(OwnerId.vf("eth1", "0002:00:02.0"), new VfAppeared(2, later, 200)));
    }

    @Test
    default void isNotConfusedByAFunctionWhoseNewNetdevComesBeforeTheOldOneGoes() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(vf(9))).orders(tell(new VfAppeared(2, vf(9), 100)))
                .on(new NetdevGone(7, "x")).decides(new NetdevForgotten(7)).orders();
    }

    @Test
    default void isNotConfusedByALateWordOfTheNetdevThatAFunctionHadBefore() {
        watching(ETH0).on(new NetdevSeen(vf(9)), new NetdevSeen(vf(7))).orders(tell(new VfAppeared(2, vf(7), 100)))
                .on(new NetdevGone(7, "x"))
                .decides(new NetdevForgotten(7), new VfRecognised(9, "eth0", "0002:00:02.0", 3))
                .orders(tell(new VfAppeared(3, vf(9), 100)));
    }
}
