package io.netvscd.actors.machine.master;

import static io.netvscd.actors.machine.master.MasterFixture.applied;
import static io.netvscd.actors.machine.master.MasterFixture.ended;
import static io.netvscd.actors.machine.master.MasterFixture.netdev;
import static io.netvscd.actors.machine.master.MasterPhase.SWITCHING_TO_SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.SYNTHETIC;
import static io.netvscd.actors.machine.master.MasterPhase.VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.OrderDatapath;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.VfInput;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who its VF is, among several. */
interface OwnVfCases extends MasterFixture {
    Input OTHER_PRESENTED = new MasterInput.VfPresented(OTHER_KEY, 2, netdev(8, OTHER_KEY, "3"));
    Input OTHER_ASSOCIATED = new MasterInput.VfAssociated(1, true, 3);
    Action DISMISS = new Tell(OWNER_OF_VF, new VfInput.VfDismissed(1));
    Action OTHER_DISMISSED = new Tell(OwnerId.vf("eth0", OTHER_KEY), new VfInput.VfDismissed(2));
    Action JOINS = new Tell(OWNER_OF_VF, new VfInput.VfJoin(1, UP));
    Action OTHER_JOINS = new Tell(OwnerId.vf("eth0", OTHER_KEY), new VfInput.VfJoin(2, UP));

    @Test
    default void exchangesAVfThatDoesNotCarryForTheOneThatTheHostHasAssociated() {
        newLife().on(STARTED, ADMIN_UP, OPENED, OTHER_ASSOCIATED, PRESENTED).ordersAlso(JOINS)
                .on(OTHER_PRESENTED).ordersAlso(DISMISS, OTHER_JOINS).inPhase(SYNTHETIC);
        newLife().on(STARTED, ADMIN_UP, OPENED, PRESENTED, OTHER_PRESENTED, READY, ATTACHED).inPhase(SYNTHETIC)
                .on(OTHER_ASSOCIATED).ordersAlso(DISMISS, new OrderDatapath(DETACH, false), OTHER_JOINS).inPhase(SYNTHETIC);
    }

    /** It presents itself behind all that it has said before: that it was ready then does not count. */
    @Test
    default void takesTheOneThatItExchangedAgainOnceThatPresentsItself() {
        newLife().on(STARTED, ADMIN_UP, OPENED, OTHER_ASSOCIATED, PRESENTED)
                .on(OTHER_PRESENTED).ordersAlso(DISMISS)
                .on(new MasterInput.VfLost(OTHER_KEY, 2), READY).orders()
                .on(PRESENTED).ordersAlso(JOINS).inPhase(SYNTHETIC);
    }

    @Test
    default void keepsAVfThatCarriesUntilThePathIsSyntheticAgain() {
        onVf().on(OTHER_PRESENTED).orders().on(OTHER_ASSOCIATED).orders().inPhase(VF)
                .on(DISSOCIATED).ordersAlso(LEAVE_AT_ONCE).on(ON_SYNTHETIC, OTHER_ASSOCIATED)
                .on(ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED)).ordersAlso(DISMISS, OTHER_JOINS).inPhase(SYNTHETIC);
    }

    @Test
    default void keepsTheFirstWhereTheHostMeansNeither() {
        newLife().on(STARTED, ADMIN_UP, OPENED, PRESENTED, OTHER_PRESENTED)
                .on(new MasterInput.VfAssociated(1, true, 4)).orders().inPhase(SYNTHETIC);
        newLife().on(STARTED, ADMIN_UP, OPENED, OTHER_ASSOCIATED, new MasterInput.VfAssociated(1, false, 3), PRESENTED)
                .on(OTHER_PRESENTED).orders().inPhase(SYNTHETIC);
    }

    /** The owners of VFs that were there before the daemon tell of them in any order. */
    @Test
    default void takesTheFirstOnTheMachineThoughItIsHeardOfLast() {
        newLife().on(STARTED, ADMIN_UP, OPENED, OTHER_PRESENTED).ordersAlso(OTHER_JOINS)
                .on(PRESENTED).ordersAlso(OTHER_DISMISSED, JOINS).inPhase(SYNTHETIC);
        newLife().on(STARTED, ADMIN_UP, OPENED, OTHER_PRESENTED, new MasterInput.VfReadiness(OTHER_KEY, 2, true, ""),
                        applied(new DatapathOrder.AttachVfPort(OTHER_KEY, 2, 8), true))
                .on(PRESENTED).orders().inPhase(SYNTHETIC);
    }

    @Test
    default void takesOfSeveralThatWaitTheOneThatTheHostHasAssociated() {
        onVf().on(new MasterInput.VfPresented("0004:00:02.0", 3, netdev(9, "0004:00:02.0", "4")), OTHER_PRESENTED, OTHER_ASSOCIATED)
                .on(LOST).ordersAlso(LEAVE_AT_ONCE, OTHER_JOINS);
    }

    @Test
    default void waitsForAVfThatDepartsThoughTheHostMeansAnother() {
        onVf().on(DEPARTING, ON_SYNTHETIC, ended(DataPath.SYNTHETIC, SwitchOutcome.COMPLETED), OTHER_PRESENTED)
                .on(OTHER_ASSOCIATED).orders().on(LOST).ordersAlso(OTHER_JOINS);
    }

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

    /** Its owner may have been restarted before it told of the later appearance. */
    @Test
    default void forgetsAVfThatIsLostInALaterAppearanceThanItHeardOf() {
        MachineRun<MasterState> own = onVf().on(OTHER_PRESENTED).on(new MasterInput.VfLost(KEY, 2));
        own.ordersAlso(LEAVE_AT_ONCE, new OrderDatapath(DETACH, false), OTHER_JOINS).inPhase(SWITCHING_TO_SYNTHETIC);

        MachineRun<MasterState> spare = onVf().on(OTHER_PRESENTED).on(new MasterInput.VfLost(OTHER_KEY, 3));
        spare.orders().inPhase(VF);
        assertThat(spare.state().spares()).isEmpty();
    }

    @Test
    default void takesANewerGenerationOfTheSameFunctionForThatFunctionPluggedAgain() {
        for (Supplier<MachineRun<MasterState>> phase : phases()) {
            MachineRun<MasterState> run = phase.get().on(new MasterInput.VfPresented(KEY, 2, NETDEV));
            run.ordersAlso(new OrderDatapath(DETACH, false), new Tell(OWNER_OF_VF, new VfInput.VfJoin(2, UP)));
            assertThat(run.state().wishesVf()).isFalse();
        }
    }

    @Test
    default void takesItsOwnVfAgainThatIsToldOfAgainAndLeavesTheSpareWaiting() {
        MachineRun<MasterState> run = onVf().on(OTHER_PRESENTED).on(new MasterInput.VfPresented(KEY, 3, NETDEV));

        run.orders(LEAVE_AT_ONCE, new OrderDatapath(DETACH, false), new Tell(OWNER_OF_VF, new VfInput.VfJoin(3, UP)))
                .inPhase(SWITCHING_TO_SYNTHETIC);
        assertThat(run.state().spares()).extracting(Slave::key).containsExactly(OTHER_KEY);
    }
}
