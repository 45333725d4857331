package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.at;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withPermanentMac;
import static io.netvscd.actors.machine.watcher.WatcherFixture.dump;
import static io.netvscd.actors.machine.watcher.WatcherFixture.tell;
import static io.netvscd.actors.machine.watcher.WatcherPhase.DUMPING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.RESYNCING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;
import static io.netvscd.actors.machine.watcher.WatcherPhase.WATCHING;

import io.netvscd.journal.vocabulary.Action.RequestDump;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpAwaited;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpTaken;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchBegun;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import io.netvscd.journal.vocabulary.WatcherInput.OperatorMark;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherOverrun;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStarted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known, compared with all there is. */
interface DumpCases extends WatcherFixture {
    @Test
    default void comparesWithADumpAtTheStart() {
        newLife().on(new WatcherStarted(List.of(ETH0)))
                .decides(new WatchBegun(List.of(ETH0)), new DumpAwaited())
                .orders(new RequestDump(), UPKEEP)
                .inPhase(DUMPING)
                .on(dump(vf(7)))
                .decides(new NetdevNoted(vf(7)), new VfRecognised(7, "eth0", "0002:00:02.0", 1), new DumpTaken())
                .orders(tell(new VfAppeared(1, vf(7), 100)))
                .inPhase(WATCHING);
    }

    /** Incident 10: the scan and the message both see it. */
    @Test
    default void comparesWithADumpWithoutAppearingTwiceWhenAMessageWasFirst() {
        newLife().on(new WatcherStarted(List.of(ETH0)), new NetdevSeen(vf(7)), dump(vf(7)))
                .decides(new DumpTaken()).orders();
    }

    @Test
    default void comparesWithADumpAfterAnOverrunAndReportsTheDifference() {
        watching(ETH0, ETH1).on(dump(vf(7), at(withPermanentMac(vf(8), OTHER_MAC), "0003:00:02.0", "3")))
                .on(new WatcherOverrun()).decides(new DumpAwaited()).orders(new RequestDump()).inPhase(RESYNCING)
                .on(dump(up(vf(7))))
                .decides(new NetdevForgotten(8), new NetdevNoted(up(vf(7))), new DumpTaken())
                .orders(new Tell(OwnerId.vf("eth1", "0003:00:02.0"), new VfVanished(2)),
                        tell(new VfChanged(1, up(vf(7)))))
                .inPhase(WATCHING);
    }

    @Test
    default void comparesWithADumpWithoutAskingForAnotherWhenNothingChanged() {
        watching(ETH0).on(dump(vf(7))).on(dump(vf(7))).because("the dump holds what is known");
    }

    @ParameterizedTest
    @EnumSource(names = {"DUMPING", "RESYNCING"})
    default void comparesWithADumpAgainWhenMessagesWereLostMeanwhile(WatcherPhase phase) {
        in(phase, ETH0).on(new WatcherOverrun()).orders(new RequestDump()).inPhase(phase);
    }

    @Test
    default void comparesWithADumpOfWhichAMessageIsNewer() {
        in(RESYNCING, ETH0).on(new NetdevSeen(vf(7)), dump()).decides(new DumpTaken()).orders();
        in(WATCHING, ETH0).on(new NetdevSeen(vf(7)), new WatcherOverrun(), new NetdevGone(7, "x"), dump(vf(7)))
                .decides(new DumpTaken()).orders();
    }

    @ParameterizedTest
    @EnumSource(names = {"DUMPING", "WATCHING", "RESYNCING"})
    default void comparesWithADumpWhateverTheOperatorNotes(WatcherPhase phase) {
        in(phase, ETH0).on(new OperatorMark("blinked")).because("mark: blinked").inPhase(phase);
        newLife().on(new OperatorMark("early")).because("mark: early");
    }

    @Test
    default void comparesWithADumpOnceAPeriod() {
        watching(ETH0).on(new TimerFired(TimerName.UPKEEP, 1))
                .decides(new DumpAwaited()).orders(new RequestDump(), UPKEEP).inPhase(RESYNCING);
    }

    @ParameterizedTest
    @EnumSource(names = {"DUMPING", "RESYNCING"})
    default void comparesWithADumpAskedForAgainWhenItIsOverdue(WatcherPhase phase) {
        in(phase, ETH0).on(new TimerFired(TimerName.UPKEEP, 1)).orders(new RequestDump(), UPKEEP).inPhase(phase);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void comparesWithADumpOnlyForATimerOfItsOwn(WatcherPhase phase) {
        in(phase, ETH0).on(new TimerFired(TimerName.UPKEEP, 9)).because("stale: UPKEEP of watch 9, now 1")
                .on(new TimerFired(TimerName.TAKEOVER, 1)).because("stale: TAKEOVER");
    }
}
