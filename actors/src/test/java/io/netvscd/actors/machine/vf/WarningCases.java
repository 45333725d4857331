package io.netvscd.actors.machine.vf;

import io.netvscd.journal.vocabulary.VfEvent.WarningCleared;
import io.netvscd.journal.vocabulary.VfEvent.WarningRaised;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfUsed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator is told. */
interface WarningCases extends VirtualFunctionFixture {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    default void warnsOfAnAddressUntilItIsTakenOff(VfPhase phase) {
        in(phase).on(new VfAddress(1, "10.0.0.1", true)).decides(new WarningRaised("address 10.0.0.1 on the VF"))
                .orders()
                .on(new VfAddress(1, "10.0.0.1", true)).because("is known")
                .on(new VfAddress(1, "10.0.0.1", false)).decides(new WarningCleared("address 10.0.0.1 on the VF"))
                .on(new VfAddress(1, "10.0.0.1", false)).because("was not known")
                .inPhase(phase);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    default void warnsOfARouteOrARuleUntilItIsTakenOff(VfPhase phase) {
        in(phase).on(new VfUsed(1, "route 10.0.0.0/8", true)).decides(new WarningRaised("route 10.0.0.0/8 on the VF"))
                .orders()
                .on(new VfUsed(1, "route 10.0.0.0/8", false)).decides(new WarningCleared("route 10.0.0.0/8 on the VF"))
                .inPhase(phase);
    }
}
