package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.settle;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_VF;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A VF that comes and goes too often. */
interface FlapCases extends MasterFixture {
    @Test
    default void staysOnSyntheticWhenTheVfComesAndGoesTooOftenUntilItHasBeenQuiet() {
        MachineRun<MasterState> run = newLife().on(new MasterInput.MasterStarted(FACTS.withFlapLimit(3, 30_000)),
                ADMIN_UP, OPENED, ASSOCIATED, PRESENTED, READY, ATTACHED);
        settle(run).inPhase(VF);
        settle(run.on(NOT_READY).ordersAlso(new Action.StartTimer(TimerName.FLAP_DECAY, 1, 30_000)));
        settle(run.on(READY, NOT_READY));
        settle(run.on(READY)).inPhase(VF);
        settle(run.on(NOT_READY).on(READY));
        settle(run).on(NOT_READY, READY);
        assertThat(settle(run).inPhase(SYNTHETIC).state().damped()).isTrue();

        run.on(new TimerFired(TimerName.FLAP_DECAY, 1)).ordersAlso(new Action.StartTimer(TimerName.FLAP_DECAY, 2, 30_000));
        while (run.state().damped()) {
            run.on(new TimerFired(TimerName.FLAP_DECAY, run.state().flaps().generation()));
        }
        run.ordersAlso(ASK_VF).inPhase(SWITCHING_TO_VF);
    }

    @Test
    default void forgetsFlapsInEveryPhase() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            phase.get().on(new TimerFired(TimerName.FLAP_DECAY, 7)).because("stale timer");
            MasterState state = phase.get().state();
            phase.get().on(new TimerFired(TimerName.FLAP_DECAY, state.flaps().generation())).inPhase(state.phase());
        }
    }
}
