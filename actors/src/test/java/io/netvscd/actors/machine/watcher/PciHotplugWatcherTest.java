package io.netvscd.actors.machine.watcher;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.actors.machine.MachineTest;
import io.netvscd.journal.vocabulary.OwnerId;

/** All cases of the watcher together, so that the rows that none of them takes are named. */
class PciHotplugWatcherTest extends MachineTest<WatcherState>
        implements RecogniseCases, FollowCases, DriverCases, RestartCases, ConfusionCases, DumpCases, LifeCases {
    PciHotplugWatcherTest() {
        super(PciHotplugWatcher::new, OwnerId.WATCHER);
    }

    @Override
    public MachineRun<WatcherState> newLife() {
        return given();
    }
}
