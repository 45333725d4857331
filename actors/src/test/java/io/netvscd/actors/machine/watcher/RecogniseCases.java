package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.at;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.ofKind;
import static io.netvscd.actors.machine.Netdevs.veth;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMac;
import static io.netvscd.actors.machine.Netdevs.withPermanentMac;
import static io.netvscd.actors.machine.watcher.WatcherFixture.dump;
import static io.netvscd.actors.machine.watcher.WatcherFixture.tell;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which netdevs are VFs, and whose. */
interface RecogniseCases extends WatcherFixture {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void recognisesAVfByItsPermanentMacUnderANewGeneration(WatcherPhase phase) {
        in(phase, ETH0, ETH1).on(new NetdevSeen(vf(7)))
                .decides(new NetdevNoted(vf(7)), new VfRecognised(7, "eth0", "0002:00:02.0", 1))
                .orders(tell(new VfAppeared(1, vf(7), 100)))
                .inPhase(phase);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void recognisesNoVfInADeviceBuiltOnTopOfAnother(WatcherPhase phase) {
        in(phase, LAB).on(new NetdevSeen(ofKind(vf(7), "vlan"))).because("can be no VF").inPhase(phase);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vlan", "bond", "team", "bridge", "macvlan", "macvtap", "ipvlan", "tun", "dummy",
            "vxlan"})
    default void recognisesNoVfWhateverIsBuiltOnTop(String kind) {
        watching(LAB).on(new NetdevSeen(ofKind(veth(7, MAC), kind))).because("can be no VF");
    }

    @Test
    default void recognisesNoVfInTheNicItselfNorInTheNetdevBelowItsSyntheticPath() {
        watching(ETH0, ETH1).on(new NetdevSeen(named(vf(7), "eth1"))).because("can be no VF")
                .on(new NetdevSeen(named(vf(8), "lower0"))).because("can be no VF");
    }

    @Test
    default void recognisesNoVfOffThePciBusUnlessTheNicTakesAnyDevice() {
        watching(ETH0).on(new NetdevSeen(veth(7, MAC))).because("can be no VF");
        watching(LAB).on(new NetdevSeen(veth(7, MAC)))
                .orders(new Tell(OwnerId.vf("eth0", "if7"), new VfAppeared(1, veth(7, MAC), 100)));
    }

    /** Incidents 17 and 84: at the earliest message the driver has not filled in the permanent address. */
    @Test
    default void recognisesAVfByItsCurrentMacWhileThePermanentOneIsNotFilledIn() {
        Netdev early = withPermanentMac(vf(7), MacAddress.ZERO);
        watching(ETH0).on(new NetdevSeen(early)).orders(tell(new VfAppeared(1, early, 100)))
                .on(new NetdevSeen(vf(7))).orders(tell(new VfChanged(1, vf(7))));
    }

    @Test
    default void recognisesThePermanentMacBeforeTheCurrentOne() {
        watching(ETH0, ETH1).on(new NetdevSeen(withMac(vf(7), OTHER_MAC)))
                .orders(tell(new VfAppeared(1, withMac(vf(7), OTHER_MAC), 100)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void recognisesAStrangerOnceItsMacIsTheNics(WatcherPhase phase) {
        Netdev stranger = withPermanentMac(withMac(vf(7), MacAddress.ZERO), MacAddress.ZERO);
        in(phase, ETH0).on(new NetdevSeen(stranger)).decides(new NetdevNoted(stranger)).orders()
                .on(new NetdevSeen(stranger)).because("as known")
                .on(new NetdevSeen(vf(7))).orders(tell(new VfAppeared(1, vf(7), 100)));
    }

    @Test
    default void recognisesEveryVfOfManyNicsWhateverTheOrder() {
        watching(ETH0, ETH1)
                .on(new NetdevSeen(at(withPermanentMac(vf(8), OTHER_MAC), "0003:00:02.0", "3")),
                        new NetdevSeen(vf(7)));
        WatcherState state = watching(ETH0, ETH1)
                .on(dump(vf(7), at(withPermanentMac(vf(8), OTHER_MAC), "0003:00:02.0", "3"))).state();

        assertThat(state.vfs().values()).extracting(VfSighting::owner)
                .containsExactly(VF, OwnerId.vf("eth1", "0003:00:02.0"));
    }
}
