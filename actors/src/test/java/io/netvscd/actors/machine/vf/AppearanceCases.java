package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withPermanentMac;
import static io.netvscd.actors.machine.vf.VfPhase.PRESENT;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.seen;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.tell;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.MasterInput.VfLost;
import io.netvscd.journal.vocabulary.MasterInput.VfPresented;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.VfEvent.Appeared;
import io.netvscd.journal.vocabulary.VfEvent.NetdevChanged;
import io.netvscd.journal.vocabulary.VfEvent.Vanished;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a VF appears, and appears anew. */
interface AppearanceCases extends VirtualFunctionFixture {
    @Test
    default void appearsAndIsPresentedToItsMaster() {
        newLife().on(new VfAppeared(1, vf(7), 100))
                .decides(new Appeared(1, vf(7), 100))
                .orders(tell(new VfPresented(KEY, 1, vf(7))))
                .inPhase(PRESENT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    default void appearsAnewWhileTheOldOneIsThere(VfPhase phase) {
        in(phase).on(new VfAppeared(2, vf(9), 100))
                .decides(new Vanished(), new Appeared(2, vf(9), 100))
                .ordersAlso(tell(new VfLost(KEY, 1)), tell(new VfPresented(KEY, 2, vf(9))))
                .inPhase(PRESENT);
    }

    @ParameterizedTest
    @EnumSource
    default void appearsInWhateverGenerationAWatcherGivesThatHasForgottenEarlierOnes(VfPhase phase) {
        in(phase).on(new VfAppeared(1, vf(9), 100)).ordersAlso(tell(new VfPresented(KEY, 1, vf(9)))).inPhase(PRESENT);
        in(phase).on(new VfAppeared(0, vf(9), 100)).ordersAlso(tell(new VfPresented(KEY, 0, vf(9)))).inPhase(PRESENT);
    }

    @Test
    default void appearsAndIsPresentedAgainOnceItsPermanentAddressIsFilledIn() {
        Netdev early = withPermanentMac(vf(7), MacAddress.ZERO);
        newLife().on(new VfAppeared(1, early, 100), seen(up(early))).decides(new NetdevChanged(up(early))).orders()
                .on(seen(vf(7))).decides(new NetdevChanged(vf(7))).orders(tell(new VfPresented(KEY, 1, vf(7))));
    }
}
