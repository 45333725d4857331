package io.netvscd.actors.machine.vf;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.actors.machine.MachineTest;

/** All cases of a VF together, so that the rows that none of them takes are named. */
class VirtualFunctionTest extends MachineTest<VfState>
        implements AppearanceCases, JoinCases, FollowCases, FitnessCases, SettingCases, RepairCases, CarryCases,
        DepartureCases, VanishCases, DismissalCases, WarningCases {
    VirtualFunctionTest() {
        super(VirtualFunction::new, VirtualFunctionFixture.OWNER);
    }

    @Override
    public MachineRun<VfState> newLife() {
        return given();
    }
}
