package io.netvscd.actors.machine.master;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.actors.machine.MachineTest;
import io.netvscd.journal.vocabulary.OwnerId;

/** All cases of the master together, so that the rows that none of them takes are named. */
class NetvscMasterTest extends MachineTest<MasterState>
        implements TowardVfCases, BackCases, OwnVfCases, NoNewsCases, LateSwitchCases, EveryPhaseCases, FlapCases,
        AlarmCases {
    NetvscMasterTest() {
        super(NetvscMaster::new, OwnerId.master("eth0"));
    }

    @Override
    public MachineRun<MasterState> newLife() {
        return given();
    }
}
