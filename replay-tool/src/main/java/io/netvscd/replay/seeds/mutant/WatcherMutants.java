package io.netvscd.replay.seeds.mutant;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.sim.Fittings;
import java.util.List;
import java.util.function.Supplier;

/** Watchers that see wrongly. */
final class WatcherMutants {
    private static final OwnerId.Kind WATCHER = OwnerId.Kind.WATCHER;
    private static final MacAddress FIRST_NIC = MacAddress.parse("00:15:5d:0a:00:01");

    private WatcherMutants() {
    }

    static List<Mutant> all() {
        return List.of(
                mutant("dump-ignored", "what a dump shows is not compared with what is known",
                        () -> BrokenMachine.deaf(WATCHER, WatcherInput.NetdevDump.class::isInstance)),
                mutant("gone-ignored", "a device that is gone is there still",
                        () -> BrokenMachine.deaf(WATCHER, WatcherInput.NetdevGone.class::isInstance)),
                mutant("overrun-ignored", "that messages were lost is no reason to look again",
                        () -> BrokenMachine.deaf(WATCHER, WatcherInput.WatcherOverrun.class::isInstance)),
                mutant("tell-again-ignored", "an owner that was restarted is not told again of its VF",
                        () -> BrokenMachine.deaf(WATCHER, WatcherInput.TellAgain.class::isInstance)),
                mutant("upkeep-missing", "what no message tells of is never found out",
                        () -> BrokenMachine.without(WATCHER, action ->
                                action instanceof Action.StartTimer start && start.timer() == TimerName.UPKEEP)),
                mutant("going-down-not-passed-on", "the owner of a VF does not hear that it goes",
                        () -> BrokenMachine.without(WATCHER, action ->
                                action instanceof Action.Tell tell && tell.message() instanceof VfInput.VfGoingDown)),
                mutant("strangers-taken", "a device of no NIC passes for one of the first NIC's",
                        () -> BrokenMachine.hearing(WATCHER, (state, input) -> everybodyOurs(input))));
    }

    private static Mutant mutant(String name, String what, Supplier<Fittings> fittings) {
        return new Mutant("watcher", name, what, fittings);
    }

    private static Input everybodyOurs(Input input) {
        return input instanceof WatcherInput.NetdevSeen seen ? new WatcherInput.NetdevSeen(ours(seen.netdev())) : input;
    }

    private static Netdev ours(Netdev netdev) {
        boolean strange = netdev.permanentMac().bits() >>> 40 == 2;
        return !strange ? netdev : new Netdev(netdev.ifindex(), netdev.name(), netdev.mac(), FIRST_NIC, netdev.up(),
                netdev.carrier(), netdev.mtu(), netdev.kind(), netdev.pciAddress(), netdev.slot(), netdev.promiscuous(),
                netdev.masterIfindex());
    }
}
