package io.netvscd.actors.machine.vf;

import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.vf.VfPhase.ACTIVE;
import static io.netvscd.actors.machine.vf.VfPhase.GONE;
import static io.netvscd.actors.machine.vf.VfPhase.JOINED;
import static io.netvscd.actors.machine.vf.VirtualFunctionFixture.tell;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput.VfLost;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfEvent.Vanished;
import io.netvscd.journal.vocabulary.VfInput.VfActivated;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfDismissed;
import io.netvscd.journal.vocabulary.VfInput.VfFollow;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfJoin;
import io.netvscd.journal.vocabulary.VfInput.VfNetdevResult;
import io.netvscd.journal.vocabulary.VfInput.VfReleased;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfInput.VfUsed;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A VF that is gone. */
interface VanishCases extends VirtualFunctionFixture {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    default void vanishesAndItsMasterIsTold(VfPhase phase) {
        in(phase).on(new VfVanished(1)).decides(new Vanished()).ordersAlso(tell(new VfLost(KEY, 1))).inPhase(GONE);
    }

    @Test
    default void vanishesWithItsTimers() {
        in(JOINED).on(new VfNetdevResult(1, NetdevSetting.ISOLATION, EINVAL), new VfVanished(1))
                .orders(new CancelTimer(TimerName.TAKEOVER), new CancelTimer(TimerName.UPKEEP),
                        tell(new VfLost(KEY, 1)));
    }

    @Test
    default void vanishesAndNothingThatCrossedItMatters() {
        List<Input> late = List.of(new VfChanged(1, vf(7)), new VfGoingDown(1),
                new VfService(1, ServiceState.FAILED), new VfAddress(1, "10.0.0.1", true), new VfUsed(1, "qdisc tbf", true), new VfJoin(1, UP),
                new VfFollow(1, UP), new VfActivated(1), new VfReleased(1), new VfDismissed(1),
                new VfNetdevResult(1, NetdevSetting.MTU, 0), TAKEOVER);
        for (Input input : late) {
            in(GONE).on(input).because("gone").inPhase(GONE);
        }
    }

    /** Incident 135. */
    @ParameterizedTest
    @EnumSource
    default void vanishesAndNothingOfAnotherGenerationMatters(VfPhase phase) {
        List<Input> stale = List.of(new VfChanged(9, vf(7)), new VfGoingDown(9),
                new VfService(9, ServiceState.FAILED), new VfAddress(9, "10.0.0.1", true),
                new VfUsed(9, "qdisc tbf", true), new VfJoin(9, UP),
                new VfFollow(9, UP), new VfActivated(9), new VfReleased(9), new VfDismissed(9),
                new VfNetdevResult(9, NetdevSetting.MTU, 0), new TimerFired(TimerName.TAKEOVER, 9));
        MachineRun<VfState> run = in(phase);
        for (Input input : stale) {
            run.on(input).because("stale: VF generation 9, now 1").inPhase(phase);
        }
    }

    /** A crash may have cost the watcher the appearance in this generation, and what it knows of is an earlier one. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    default void vanishesInWhateverGenerationTheWatcherKnowsOf(VfPhase phase) {
        in(phase).on(new VfVanished(0)).ordersAlso(tell(new VfLost(KEY, 1))).inPhase(GONE);
    }

    /** Its owner may have been restarted before the master was told. */
    @Test
    default void vanishesForGoodAndItsMasterIsToldAgain() {
        in(GONE).on(new VfVanished(1)).orders(tell(new VfLost(KEY, 1))).inPhase(GONE);
    }

    /** A crash may have lost the appearance between; what is gone now was gone before. */
    @Test
    default void vanishesWithAnAppearanceThatItNeverHeardOf() {
        in(ACTIVE).on(new VfVanished(2)).orders(tell(new VfLost(KEY, 1))).inPhase(GONE);
    }
}
