package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.veth;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.watcher.WatcherFixture.dump;
import static io.netvscd.actors.machine.watcher.WatcherFixture.tell;

import io.netvscd.journal.vocabulary.Action.RequestDump;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.MasterInput.FunctionIdle;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import io.netvscd.journal.vocabulary.WatcherInput.TellAgain;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStarted;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another owner was restarted from its journal and may have lost what it was told. */
interface RestartCases extends WatcherFixture {
    TellAgain OF_VF = new TellAgain(VF);
    TellAgain OF_MASTER = new TellAgain(OwnerId.master("eth0"));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void tellsAVfsOwnerAgainUnderANewGeneration(WatcherPhase phase) {
        in(phase, ETH0).on(new NetdevSeen(vf(7)), OF_VF)
                .decides(new VfRecognised(7, "eth0", "0002:00:02.0", 2))
                .orders(tell(new VfAppeared(2, vf(7), 100)))
                .inPhase(phase);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void tellsAVfsOwnerAgainThatItsVfIsGone(WatcherPhase phase) {
        in(phase, ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "x"), OF_VF)
                .decides().orders(tell(new VfVanished(1))).inPhase(phase);
    }

    /** Its permanent address says nothing, and its own is its master's new one. */
    @Test
    default void tellsAVfsOwnerAgainThatHasTakenItsMastersOtherAddress() {
        Netdev moved = veth(7, OTHER_MAC);
        OwnerId owner = OwnerId.vf("eth0", moved.key());
        watching(LAB).on(new NetdevSeen(veth(7, MAC)), new NetdevSeen(moved), new TellAgain(owner))
                .orders(new Tell(owner, new VfAppeared(2, moved, 100)));
    }

    @Test
    default void tellsAVfsOwnerAgainOfTheLatestOfTwoSightings() {
        watching(ETH0).on(new NetdevSeen(vf(9)), new NetdevSeen(vf(7)), OF_VF)
                .decides(new VfRecognised(7, "eth0", "0002:00:02.0", 3))
                .orders(tell(new VfAppeared(3, vf(7), 100)));
    }

    @Test
    default void leavesWhatAnEarlierLifeSawToTheDump() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new WatcherStarted(List.of(ETH0)), OF_VF).because("the dump")
                .on(dump(vf(7))).orders(tell(new VfAppeared(2, vf(7), 100)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void tellsTheOwnersOfAMastersVfsAgainAndLooksAtItsDevice(WatcherPhase phase) {
        in(phase, ETH0, ETH1).on(new NetdevSeen(vf(7)), OF_MASTER)
                .orders(tell(new VfAppeared(2, vf(7), 100)), new RequestDump())
                .inPhase(phase == WatcherPhase.DUMPING ? WatcherPhase.DUMPING : WatcherPhase.RESYNCING)
                .on(new TellAgain(OwnerId.master("eth1"))).orders(new RequestDump());
    }

    @Test
    default void tellsThatMasterAloneAgainOfAFunctionWithoutADriver() {
        watching(ETH0, ETH1).on(DriverCases.FUNCTIONS, DriverCases.FUNCTIONS, OF_MASTER)
                .orders(new Tell(OwnerId.master("eth0"), new FunctionIdle(DriverCases.ADDRESS, "2")), new RequestDump());
    }

    @Test
    default void tellsNobodyAgainOnceItHasStopped() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new WatcherStop(), OF_VF).because("the watch has ended");
    }
}
