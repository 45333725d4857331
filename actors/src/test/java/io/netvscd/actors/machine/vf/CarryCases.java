package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.vf.VfPhase.ACTIVE;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VfPhase.STANDBY;

import io.netvscd.journal.vocabulary.VfEvent.Carrying;
import io.netvscd.journal.vocabulary.VfEvent.CarryingEnded;
import io.netvscd.journal.vocabulary.VfInput.VfActivated;
import io.netvscd.journal.vocabulary.VfInput.VfReleased;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From activation to release. */
interface CarryCases extends VirtualFunctionFixture {
    @Test
    default void carriesFromActivationToRelease() {
        in(STANDBY).on(new VfActivated(1)).decides(new Carrying()).orders().inPhase(ACTIVE)
                .on(new VfActivated(1)).because("already")
                .on(new VfReleased(1)).decides(new CarryingEnded()).orders().inPhase(STANDBY)
                .on(new VfReleased(1)).because("does not carry");
        in(JOINED).on(new VfReleased(1)).because("does not carry");
    }

    @ParameterizedTest
    @EnumSource(names = {"PRESENT", "JOINED"})
    default void carriesNotBeforeItIsConfigured(VfPhase phase) {
        in(phase).on(new VfActivated(1)).isRefused();
    }
}
