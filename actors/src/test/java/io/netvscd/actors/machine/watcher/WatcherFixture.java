package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.watcher.WatcherPhase.DUMPING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.RESYNCING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.WATCHING;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevDump;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherOverrun;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStarted;
import java.util.List;

/** A watcher, its NICs, and one life of it in each phase. */
interface WatcherFixture {
    NicFacts ETH0 = new NicFacts("eth0", MAC, 1500, false, 100, false, "lower0");
    NicFacts ETH1 = new NicFacts("eth1", OTHER_MAC, 1500, false, 200, false);
    NicFacts LAB = new NicFacts("eth0", MAC, 1500, true, 100, false, "lower0");
    OwnerId VF = OwnerId.vf("eth0", "0002:00:02.0");
    StartTimer UPKEEP = new StartTimer(TimerName.UPKEEP, 1, PciHotplugWatcher.UPKEEP_MS);

    /** A watcher that has not begun. */
    MachineRun<WatcherState> newLife();

    static Tell tell(VfInput message) {
        return new Tell(VF, message);
    }

    static NetdevDump dump(Netdev... netdevs) {
        return new NetdevDump(List.of(netdevs));
    }

    default MachineRun<WatcherState> watching(NicFacts... nics) {
        return newLife().on(new WatcherStarted(List.of(nics)), dump()).inPhase(WATCHING);
    }

    /** A watcher in one of the phases in which messages arrive. */
    default MachineRun<WatcherState> in(WatcherPhase phase, NicFacts... nics) {
        MachineRun<WatcherState> run = newLife().on(new WatcherStarted(List.of(nics)));
        if (phase != DUMPING) {
            run.on(dump());
        }
        if (phase == RESYNCING) {
            run.on(new WatcherOverrun());
        }
        return run.inPhase(phase);
    }
}
