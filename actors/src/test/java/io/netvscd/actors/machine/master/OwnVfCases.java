package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.netdev;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.VfInput;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who its VF is, among several. */
interface OwnVfCases extends MasterFixture {
    @Test
    default void letsASecondVfWaitAndTakesItWhenTheFirstIsLost() {
        onVf().on(new MasterInput.VfPresented(OTHER_KEY, 2, netdev(8, OTHER_KEY))).orders().inPhase(VF)
                .on(LOST).ordersAlso(LEAVE_AT_ONCE, new OrderDatapath(DETACH, false),
                        new Tell(OwnerId.vf("eth0", OTHER_KEY), new VfInput.VfJoin(2, UP)))
                .inPhase(SWITCHING_TO_SYNTHETIC);
    }

    @Test
    default void forgetsASpareThatIsLost() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get();
            MasterPhase before = run.state().phase();
            run.on(new MasterInput.VfPresented(OTHER_KEY, 2, netdev(8, OTHER_KEY)), new MasterInput.VfLost(OTHER_KEY, 2))
                    .inPhase(before);
            assertThat(run.state().spares()).isEmpty();
        }
    }

    @Test
    default void takesANewerGenerationOfTheSameFunctionForThatFunctionPluggedAgain() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get().on(new MasterInput.VfPresented(KEY, 2, NETDEV));
            run.ordersAlso(new OrderDatapath(DETACH, false), new Tell(OWNER_OF_VF, new VfInput.VfJoin(2, UP)));
            assertThat(run.state().wishesVf()).isFalse();
        }
    }
}
