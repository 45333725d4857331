package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.veth;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.watcher.WatcherFixture.dump;
import static io.netvscd.actors.machine.watcher.WatcherFixture.tell;
import static io.netvscd.actors.machine.watcher.WatcherPhase.DUMPING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.RequestDump;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpTaken;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchEnded;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStarted;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Its beginning, its end, and what it makes of an earlier life. */
interface LifeCases extends WatcherFixture {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void startsAndStopsWithoutTouchingTheVfs(WatcherPhase phase) {
        in(phase, ETH0).on(new NetdevSeen(vf(7)), new WatcherStop())
                .decides(new WatchEnded()).orders(new CancelTimer(TimerName.UPKEEP)).inPhase(STOPPED)
                .on(new TimerFired(TimerName.UPKEEP, 1)).because("late")
                .on(dump()).because("late")
                .on(new NetdevSeen(vf(7))).isRefused();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void startsAndStopsAgainAfterACrashAndTellsOfEveryVfUnderANewGeneration(WatcherPhase phase) {
        in(phase, ETH0).on(new NetdevSeen(vf(7)), new WatcherStarted(List.of(ETH0)))
                .orders(new RequestDump(), new StartTimer(TimerName.UPKEEP, 2, PciHotplugWatcher.UPKEEP_MS))
                .inPhase(DUMPING)
                .on(dump(vf(7)))
                .orders(tell(new VfAppeared(2, vf(7), 100)));
    }

    @Test
    default void startsAndStopsAgainAndTellsOfAVfThatWentMeanwhile() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new WatcherStarted(List.of(ETH0)), dump())
                .decides(new NetdevForgotten(7), new DumpTaken()).orders(tell(new VfVanished(1)));
    }

    /** The record of an end may be the last thing that a crash left. */
    @Test
    default void startsAndStopsAgainAndTellsAgainOfVfsThatVanishedInTheEarlierLife() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "x"), new WatcherStarted(List.of(ETH0)), dump())
                .decides(new DumpTaken()).orders(tell(new VfVanished(1)));
        watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "x"))
                .on(new WatcherStarted(List.of(ETH0)), dump(vf(9)))
                .orders(tell(new VfAppeared(2, vf(9), 100)));
    }

    @Test
    default void startsAndStopsAgainAndTellsOfTheLatestOfTwoSightingsOfOneVf() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(vf(9)))
                .on(new NetdevGone(9, "x"), new NetdevGone(7, "x"))
                .on(new WatcherStarted(List.of(ETH0)), dump())
                .orders(tell(new VfVanished(3)));
    }

    @Test
    default void startsAndStopsAndRemembersOnlyTheLatestVfsThatVanished() {
        MachineRun<WatcherState> run = watching(LAB);
        for (int ifindex = 10; ifindex < 30; ifindex++) {
            run.on(new NetdevSeen(veth(ifindex, MAC)), new NetdevGone(ifindex, "vf0"));
        }
        assertThat(run.state().vanished()).hasSize(WatcherState.VANISHED_MAX)
                .containsKey(20L)
                .doesNotContainKey(4L);
    }

    @Test
    default void startsAndStopsAgainWithoutANicWhoseVfIsThenNobodys() {
        watching(ETH0).on(new NetdevSeen(vf(7)), new WatcherStarted(List.of(ETH1)), dump(vf(7)))
                .orders(tell(new VfVanished(1)))
                .ordersNo(Action.StartTimer.class);
    }
}
