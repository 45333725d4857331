package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.watcher.WatcherFixture.dump;
import static io.netvscd.actors.machine.watcher.WatcherFixture.tell;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;

import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.MasterInput.FunctionIdle;
import io.netvscd.journal.vocabulary.MasterInput.FunctionServed;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.PciFunction;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionIdleTold;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionServedTold;
import io.netvscd.journal.vocabulary.WatcherEvent.RoundEnded;
import io.netvscd.journal.vocabulary.WatcherInput.FunctionDump;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import io.netvscd.journal.vocabulary.WatcherInput.PciRemoved;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStarted;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function of which no netdev is made is told of once its driver has had the time of a round. */
interface DriverCases extends WatcherFixture {
    String ADDRESS = "0002:00:02.0";
    FunctionDump FUNCTIONS = new FunctionDump(List.of(new PciFunction(ADDRESS, "2")));
    FunctionDump NO_FUNCTIONS = new FunctionDump(List.of());
    Tell IDLE = new Tell(OwnerId.master("eth0"), new FunctionIdle(ADDRESS, "2"));
    Tell SERVED = new Tell(OwnerId.master("eth0"), new FunctionServed(ADDRESS));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    default void missesADriverOfAFunctionWithoutANetdevForARound(WatcherPhase phase) {
        in(phase, ETH0).on(FUNCTIONS).decides(new FunctionNoted(ADDRESS, "2"), new RoundEnded()).orders()
                .on(FUNCTIONS).decides(new FunctionIdleTold(ADDRESS)).orders(IDLE)
                .on(FUNCTIONS).because("holds what is known")
                .inPhase(phase);
    }

    @Test
    default void missesADriverOfEveryNicAsTheHostAloneKnowsWhoseItIs() {
        watching(ETH0, ETH1).on(FUNCTIONS, FUNCTIONS).orders(IDLE,
                new Tell(OwnerId.master("eth1"), new FunctionIdle(ADDRESS, "2")));
    }

    @Test
    default void missesADriverNotOfOneWhoseNetdevIsThere() {
        watching(ETH0).on(new NetdevSeen(vf(7)), FUNCTIONS, FUNCTIONS).because("holds what is known");
    }

    @Test
    default void missesADriverUntilItsNetdevComes() {
        watching(ETH0).on(FUNCTIONS, FUNCTIONS, new NetdevSeen(vf(7)))
                .ordersAlso(tell(new VfAppeared(1, vf(7), 100)), SERVED)
                .on(FUNCTIONS).because("holds what is known")
                .on(new NetdevGone(7, "enP2p0s2"), FUNCTIONS).orders(IDLE);
    }

    @Test
    default void missesADriverUntilItGoes() {
        watching(ETH0).on(FUNCTIONS, FUNCTIONS, new PciRemoved(ADDRESS))
                .decides(new FunctionForgotten(ADDRESS), new FunctionServedTold(ADDRESS)).orders(SERVED);
        watching(ETH0).on(FUNCTIONS, FUNCTIONS, NO_FUNCTIONS)
                .decides(new FunctionForgotten(ADDRESS), new FunctionServedTold(ADDRESS)).orders(SERVED);
    }

    @Test
    default void missesADriverAfreshInANewLife() {
        watching(ETH0).on(FUNCTIONS, FUNCTIONS, new WatcherStarted(List.of(ETH0)), dump(), FUNCTIONS).orders()
                .on(FUNCTIONS).orders(IDLE);
    }

    @Test
    default void missesADriverNotAfterTheWatchHasEnded() {
        watching(ETH0).on(new WatcherStop(), FUNCTIONS).because("late: the watch has ended");
    }
}
