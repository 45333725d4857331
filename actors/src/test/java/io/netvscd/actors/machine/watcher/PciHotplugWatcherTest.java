package io.netvscd.actors.machine.watcher;

import static io.netvscd.actors.machine.Netdevs.MAC;
import static io.netvscd.actors.machine.Netdevs.OTHER_MAC;
import static io.netvscd.actors.machine.Netdevs.at;
import static io.netvscd.actors.machine.Netdevs.named;
import static io.netvscd.actors.machine.Netdevs.ofKind;
import static io.netvscd.actors.machine.Netdevs.up;
import static io.netvscd.actors.machine.Netdevs.veth;
import static io.netvscd.actors.machine.Netdevs.vf;
import static io.netvscd.actors.machine.Netdevs.withMac;
import static io.netvscd.actors.machine.Netdevs.withPermanentMac;
import static io.netvscd.actors.machine.watcher.WatcherPhase.DUMPING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.RESYNCING;
import static io.netvscd.actors.machine.watcher.WatcherPhase.STOPPED;
import static io.netvscd.actors.machine.watcher.WatcherPhase.WATCHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.actors.machine.MachineRun;
import io.netvscd.actors.machine.MachineTest;
import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Action.CancelTimer;
import io.netvscd.journal.vocabulary.Action.RequestDump;
import io.netvscd.journal.vocabulary.Action.StartTimer;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.MasterInput.FunctionIdle;
import io.netvscd.journal.vocabulary.MasterInput.FunctionServed;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.PciFunction;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.VfInput.VfAddress;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfGoingDown;
import io.netvscd.journal.vocabulary.VfInput.VfService;
import io.netvscd.journal.vocabulary.VfInput.VfUsed;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpAwaited;
import io.netvscd.journal.vocabulary.WatcherEvent.DumpTaken;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionIdleTold;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionServedTold;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.RoundEnded;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchBegun;
import io.netvscd.journal.vocabulary.WatcherEvent.WatchEnded;
import io.netvscd.journal.vocabulary.WatcherInput.AddressChanged;
import io.netvscd.journal.vocabulary.WatcherInput.FunctionDump;
import io.netvscd.journal.vocabulary.WatcherInput.FunctionService;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevDump;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGoingDown;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevGone;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevSeen;
import io.netvscd.journal.vocabulary.WatcherInput.NetdevUsed;
import io.netvscd.journal.vocabulary.WatcherInput.OperatorMark;
import io.netvscd.journal.vocabulary.WatcherInput.PciAdded;
import io.netvscd.journal.vocabulary.WatcherInput.PciRemoved;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherOverrun;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStarted;
import io.netvscd.journal.vocabulary.WatcherInput.WatcherStop;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciHotplugWatcherTest extends MachineTest<WatcherState> {
    private static final NicFacts ETH0 = new NicFacts("eth0", MAC, 1500, false, 100, false, "lower0");
    private static final NicFacts ETH1 = new NicFacts("eth1", OTHER_MAC, 1500, false, 200, false);
    private static final NicFacts LAB = new NicFacts("eth0", MAC, 1500, true, 100, false, "lower0");
    private static final OwnerId VF = OwnerId.vf("eth0", "0002:00:02.0");
    private static final StartTimer UPKEEP = new StartTimer(TimerName.UPKEEP, 1, PciHotplugWatcher.UPKEEP_MS);

    PciHotplugWatcherTest() {
        super(PciHotplugWatcher::new, OwnerId.WATCHER);
    }

    private static Tell tell(VfInput message) {
        return new Tell(VF, message);
    }

    private static NetdevDump dump(Netdev... netdevs) {
        return new NetdevDump(List.of(netdevs));
    }

    private MachineRun<WatcherState> watching(NicFacts... nics) {
        return given().on(new WatcherStarted(List.of(nics)), dump()).inPhase(WATCHING);
    }

    /** A watcher in one of the phases in which messages arrive. */
    private MachineRun<WatcherState> in(WatcherPhase phase, NicFacts... nics) {
        MachineRun<WatcherState> run = given().on(new WatcherStarted(List.of(nics)));
        if (phase != DUMPING) {
            run.on(dump());
        }
        if (phase == RESYNCING) {
            run.on(new WatcherOverrun());
        }
        return run.inPhase(phase);
    }

    @Nested
    class Recognises {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void aVfByItsPermanentMacUnderANewGeneration(WatcherPhase phase) {
            in(phase, ETH0, ETH1).on(new NetdevSeen(vf(7)))
                    .decides(new NetdevNoted(vf(7)), new VfRecognised(7, "eth0", "0002:00:02.0", 1))
                    .orders(tell(new VfAppeared(1, vf(7), 100)))
                    .inPhase(phase);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void noVfInADeviceBuiltOnTopOfAnother(WatcherPhase phase) {
            in(phase, LAB).on(new NetdevSeen(ofKind(vf(7), "vlan"))).because("can be no VF").inPhase(phase);
        }

        @ParameterizedTest
        @ValueSource(strings = {"vlan", "bond", "team", "bridge", "macvlan", "macvtap", "ipvlan", "tun", "dummy",
                "vxlan"})
        void noVfWhateverIsBuiltOnTop(String kind) {
            watching(LAB).on(new NetdevSeen(ofKind(veth(7, MAC), kind))).because("can be no VF");
        }

        @Test
        void noVfInTheNicItselfNorInTheNetdevBelowItsSyntheticPath() {
            watching(ETH0, ETH1).on(new NetdevSeen(named(vf(7), "eth1"))).because("can be no VF")
                    .on(new NetdevSeen(named(vf(8), "lower0"))).because("can be no VF");
        }

        @Test
        void noVfOffThePciBusUnlessTheNicTakesAnyDevice() {
            watching(ETH0).on(new NetdevSeen(veth(7, MAC))).because("can be no VF");
            watching(LAB).on(new NetdevSeen(veth(7, MAC)))
                    .orders(new Tell(OwnerId.vf("eth0", "if7"), new VfAppeared(1, veth(7, MAC), 100)));
        }

        /** Incidents 17 and 84: at the earliest message the driver has not filled in the permanent address. */
        @Test
        void aVfByItsCurrentMacWhileThePermanentOneIsNotFilledIn() {
            Netdev early = withPermanentMac(vf(7), MacAddress.ZERO);
            watching(ETH0).on(new NetdevSeen(early)).orders(tell(new VfAppeared(1, early, 100)))
                    .on(new NetdevSeen(vf(7))).orders(tell(new VfChanged(1, vf(7))));
        }

        @Test
        void thePermanentMacBeforeTheCurrentOne() {
            watching(ETH0, ETH1).on(new NetdevSeen(withMac(vf(7), OTHER_MAC)))
                    .orders(tell(new VfAppeared(1, withMac(vf(7), OTHER_MAC), 100)));
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void aStrangerOnceItsMacIsTheNics(WatcherPhase phase) {
            Netdev stranger = withPermanentMac(withMac(vf(7), MacAddress.ZERO), MacAddress.ZERO);
            in(phase, ETH0).on(new NetdevSeen(stranger)).decides(new NetdevNoted(stranger)).orders()
                    .on(new NetdevSeen(stranger)).because("as known")
                    .on(new NetdevSeen(vf(7))).orders(tell(new VfAppeared(1, vf(7), 100)));
        }

        @Test
        void everyVfOfManyNicsWhateverTheOrder() {
            watching(ETH0, ETH1)
                    .on(new NetdevSeen(at(withPermanentMac(vf(8), OTHER_MAC), "0003:00:02.0", "3")),
                            new NetdevSeen(vf(7)));
            WatcherState state = watching(ETH0, ETH1)
                    .on(dump(vf(7), at(withPermanentMac(vf(8), OTHER_MAC), "0003:00:02.0", "3"))).state();

            assertThat(state.vfs().values()).extracting(VfSighting::owner)
                    .containsExactly(VF, OwnerId.vf("eth1", "0003:00:02.0"));
        }
    }

    @Nested
    class Follows {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void changesOfAVf(WatcherPhase phase) {
            in(phase, ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(up(vf(7))))
                    .decides(new NetdevNoted(up(vf(7)))).orders(tell(new VfChanged(1, up(vf(7)))))
                    .on(new NetdevSeen(up(vf(7)))).because("as known");
        }

        /** Incidents 15 and 89. */
        @Test
        void aRenameAsAChange() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(named(vf(7), "enP1")))
                    .orders(tell(new VfChanged(1, named(vf(7), "enP1"))));
        }

        /** Incident 85: the VF takes the master's address over. */
        @Test
        void aVfWhoseCurrentMacIsNoLongerTheNics() {
            MacAddress set = MacAddress.parse("02:00:00:00:00:09");
            OwnerId lab = OwnerId.vf("eth0", "if7");
            watching(LAB).on(new NetdevSeen(veth(7, MAC)), new NetdevSeen(veth(7, set)))
                    .orders(new Tell(lab, new VfChanged(1, veth(7, set))));
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void theEndOfAVfOnce(WatcherPhase phase) {
            in(phase, ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "enP2p0s2"))
                    .decides(new NetdevForgotten(7)).orders(tell(new VfVanished(1)))
                    .on(new PciRemoved("0002:00:02.0")).because("is not known")
                    .on(new NetdevGone(7, "enP2p0s2")).because("ifindex 7 is not known");
        }

        @Test
        void theEndOfAStrangerInSilence() {
            watching(ETH0)
                    .on(new NetdevSeen(withMac(withPermanentMac(vf(7), OTHER_MAC), OTHER_MAC)), new NetdevGone(7, "x"))
                    .decides(new NetdevForgotten(7)).orders();
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void whatConcernsTheOwnerAlone(WatcherPhase phase) {
            in(phase, ETH0).on(new NetdevSeen(vf(7)))
                    .on(new NetdevGoingDown(7)).orders(tell(new VfGoingDown(1)))
                    .on(new FunctionService(7, ServiceState.RECOVERING))
                    .orders(tell(new VfService(1, ServiceState.RECOVERING)))
                    .on(new AddressChanged(7, "10.0.0.1", true)).orders(tell(new VfAddress(1, "10.0.0.1", true)))
                    .on(new NetdevUsed(7, "qdisc tbf", true)).orders(tell(new VfUsed(1, "qdisc tbf", true)))
                    .on(new NetdevGoingDown(8)).because("is no VF")
                    .on(new FunctionService(8, ServiceState.FAILED)).because("is no VF")
                    .on(new AddressChanged(8, "10.0.0.1", true)).because("is no VF")
                    .on(new NetdevUsed(8, "qdisc tbf", true)).because("is no VF")
                    .inPhase(phase);
        }

        /** Incidents 12 to 14: the function's netdev may be minutes away, or never come. */
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void aFunctionWithoutANetdev(WatcherPhase phase) {
            in(phase, ETH0).on(new PciAdded("0002:00:02.0", "2")).decides(new FunctionNoted("0002:00:02.0", "2"))
                    .orders()
                    .on(new PciAdded("0002:00:02.0", "2")).because("is known")
                    .on(new PciRemoved("0002:00:02.0")).decides(new FunctionForgotten("0002:00:02.0")).orders()
                    .inPhase(phase);
        }

        /** Incidents 46 and 47; one function may have several netdevs. */
        @Test
        void theEndOfAFunctionAsTheEndOfItsNetdevs() {
            Netdev secondPort = withPermanentMac(vf(8), OTHER_MAC);
            watching(ETH0, ETH1)
                    .on(new PciAdded("0002:00:02.0", "2"), new NetdevSeen(vf(7)), new NetdevSeen(secondPort))
                    .on(new PciRemoved("0002:00:02.0"))
                    .decides(new FunctionForgotten("0002:00:02.0"), new NetdevForgotten(7), new NetdevForgotten(8))
                    .orders(tell(new VfVanished(1)), new Tell(OwnerId.vf("eth1", "0002:00:02.0"), new VfVanished(2)))
                    .on(new NetdevGone(7, "enP2p0s2")).because("ifindex 7 is not known");
        }

        @Test
        void aFunctionThatReturnsUnderANewGeneration() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "x"), new NetdevSeen(vf(9)))
                    .orders(tell(new VfAppeared(2, vf(9), 100)));
        }
    }

    /** Incidents 12 and 13: a VF without a driver is told of once it has had the time of a round. */
    @Nested
    class MissesADriver {
        private static final String ADDRESS = "0002:00:02.0";
        private static final FunctionDump FUNCTIONS = new FunctionDump(List.of(new PciFunction(ADDRESS, "2")));
        private static final FunctionDump NO_FUNCTIONS = new FunctionDump(List.of());
        private static final Tell IDLE = new Tell(OwnerId.master("eth0"), new FunctionIdle(ADDRESS, "2"));
        private static final Tell SERVED = new Tell(OwnerId.master("eth0"), new FunctionServed(ADDRESS));

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void ofAFunctionWithoutANetdevForARound(WatcherPhase phase) {
            in(phase, ETH0).on(FUNCTIONS).decides(new FunctionNoted(ADDRESS, "2"), new RoundEnded()).orders()
                    .on(FUNCTIONS).decides(new FunctionIdleTold(ADDRESS)).orders(IDLE)
                    .on(FUNCTIONS).because("holds what is known")
                    .inPhase(phase);
        }

        @Test
        void ofEveryNicAsTheHostAloneKnowsWhoseItIs() {
            watching(ETH0, ETH1).on(FUNCTIONS, FUNCTIONS).orders(IDLE,
                    new Tell(OwnerId.master("eth1"), new FunctionIdle(ADDRESS, "2")));
        }

        @Test
        void notOfOneWhoseNetdevIsThere() {
            watching(ETH0).on(new NetdevSeen(vf(7)), FUNCTIONS, FUNCTIONS).because("holds what is known");
        }

        @Test
        void untilItsNetdevComes() {
            watching(ETH0).on(FUNCTIONS, FUNCTIONS, new NetdevSeen(vf(7)))
                    .ordersAlso(tell(new VfAppeared(1, vf(7), 100)), SERVED)
                    .on(FUNCTIONS).because("holds what is known")
                    .on(new NetdevGone(7, "enP2p0s2"), FUNCTIONS).orders(IDLE);
        }

        @Test
        void untilItGoes() {
            watching(ETH0).on(FUNCTIONS, FUNCTIONS, new PciRemoved(ADDRESS))
                    .decides(new FunctionForgotten(ADDRESS), new FunctionServedTold(ADDRESS)).orders(SERVED);
            watching(ETH0).on(FUNCTIONS, FUNCTIONS, NO_FUNCTIONS)
                    .decides(new FunctionForgotten(ADDRESS), new FunctionServedTold(ADDRESS)).orders(SERVED);
        }

        @Test
        void afreshInANewLife() {
            watching(ETH0).on(FUNCTIONS, FUNCTIONS, new WatcherStarted(List.of(ETH0)), dump(), FUNCTIONS).orders()
                    .on(FUNCTIONS).orders(IDLE);
        }

        @Test
        void notAfterTheWatchHasEnded() {
            watching(ETH0).on(new WatcherStop(), FUNCTIONS).because("late: the watch has ended");
        }
    }

    @Nested
    class IsNotConfused {
        /** Incident 135. */
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void byAnIfindexThatNowMeansAnotherFunction(WatcherPhase phase) {
            Netdev other = at(vf(7), "0004:00:02.0", "4");
            in(phase, ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(other))
                    .decides(new NetdevForgotten(7), new NetdevNoted(other),
                            new VfRecognised(7, "eth0", "0004:00:02.0", 2))
                    .orders(tell(new VfVanished(1)),
                            new Tell(OwnerId.vf("eth0", "0004:00:02.0"), new VfAppeared(2, other, 100)));
        }

        @Test
        void byAnIfindexThatNowMeansSomethingElse() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(ofKind(named(vf(7), "vlan10"), "vlan")))
                    .decides(new NetdevForgotten(7)).orders(tell(new VfVanished(1)));
        }

        /** Incident 84: verified again once the permanent address is there. */
        @Test
        void byAPermanentMacThatIsAnotherNics() {
            Netdev early = withPermanentMac(vf(7), MacAddress.ZERO);
            Netdev later = withPermanentMac(vf(7), OTHER_MAC);
            watching(ETH0, ETH1).on(new NetdevSeen(early), new NetdevSeen(later))
                    .orders(tell(new VfVanished(1)),
                            new Tell(OwnerId.vf("eth1", "0002:00:02.0"), new VfAppeared(2, later, 200)));
        }

        @Test
        void byAFunctionWhoseNewNetdevComesBeforeTheOldOneGoes() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(vf(9))).orders(tell(new VfAppeared(2, vf(9), 100)))
                    .on(new NetdevGone(7, "x")).orders(tell(new VfVanished(1)));
        }
    }

    @Nested
    class ComparesWithADump {
        @Test
        void atTheStart() {
            given().on(new WatcherStarted(List.of(ETH0)))
                    .decides(new WatchBegun(List.of(ETH0)), new DumpAwaited())
                    .orders(new RequestDump(), UPKEEP)
                    .inPhase(DUMPING)
                    .on(dump(vf(7)))
                    .decides(new NetdevNoted(vf(7)), new VfRecognised(7, "eth0", "0002:00:02.0", 1), new DumpTaken())
                    .orders(tell(new VfAppeared(1, vf(7), 100)))
                    .inPhase(WATCHING);
        }

        /** Incident 10: the scan and the message both see it. */
        @Test
        void withoutAppearingTwiceWhenAMessageWasFirst() {
            given().on(new WatcherStarted(List.of(ETH0)), new NetdevSeen(vf(7)), dump(vf(7)))
                    .decides(new DumpTaken()).orders();
        }

        @Test
        void afterAnOverrunAndReportsTheDifference() {
            watching(ETH0, ETH1).on(dump(vf(7), at(withPermanentMac(vf(8), OTHER_MAC), "0003:00:02.0", "3")))
                    .on(new WatcherOverrun()).decides(new DumpAwaited()).orders(new RequestDump()).inPhase(RESYNCING)
                    .on(dump(up(vf(7))))
                    .decides(new NetdevForgotten(8), new NetdevNoted(up(vf(7))), new DumpTaken())
                    .orders(new Tell(OwnerId.vf("eth1", "0003:00:02.0"), new VfVanished(2)),
                            tell(new VfChanged(1, up(vf(7)))))
                    .inPhase(WATCHING);
        }

        @Test
        void withoutAskingForAnotherWhenNothingChanged() {
            watching(ETH0).on(dump(vf(7))).on(dump(vf(7))).because("the dump holds what is known");
        }

        @ParameterizedTest
        @EnumSource(names = {"DUMPING", "RESYNCING"})
        void againWhenMessagesWereLostMeanwhile(WatcherPhase phase) {
            in(phase, ETH0).on(new WatcherOverrun()).orders(new RequestDump()).inPhase(phase);
        }

        @Test
        void ofWhichAMessageIsNewer() {
            in(RESYNCING, ETH0).on(new NetdevSeen(vf(7)), dump()).decides(new DumpTaken()).orders();
            in(WATCHING, ETH0).on(new NetdevSeen(vf(7)), new WatcherOverrun(), new NetdevGone(7, "x"), dump(vf(7)))
                    .decides(new DumpTaken()).orders();
        }

        @ParameterizedTest
        @EnumSource(names = {"DUMPING", "WATCHING", "RESYNCING"})
        void whateverTheOperatorNotes(WatcherPhase phase) {
            in(phase, ETH0).on(new OperatorMark("blinked")).because("mark: blinked").inPhase(phase);
            given().on(new OperatorMark("early")).because("mark: early");
        }

        @Test
        void onceAPeriod() {
            watching(ETH0).on(new TimerFired(TimerName.UPKEEP, 1))
                    .decides(new DumpAwaited()).orders(new RequestDump(), UPKEEP).inPhase(RESYNCING);
        }

        @ParameterizedTest
        @EnumSource(names = {"DUMPING", "RESYNCING"})
        void askedForAgainWhenItIsOverdue(WatcherPhase phase) {
            in(phase, ETH0).on(new TimerFired(TimerName.UPKEEP, 1)).orders(new RequestDump(), UPKEEP).inPhase(phase);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void onlyForATimerOfItsOwn(WatcherPhase phase) {
            in(phase, ETH0).on(new TimerFired(TimerName.UPKEEP, 9)).because("stale: UPKEEP of watch 9, now 1")
                    .on(new TimerFired(TimerName.TAKEOVER, 1)).because("stale: TAKEOVER");
        }
    }

    @Nested
    class StartsAndStops {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void withoutTouchingTheVfs(WatcherPhase phase) {
            in(phase, ETH0).on(new NetdevSeen(vf(7)), new WatcherStop())
                    .decides(new WatchEnded()).orders(new CancelTimer(TimerName.UPKEEP)).inPhase(STOPPED)
                    .on(new TimerFired(TimerName.UPKEEP, 1)).because("late")
                    .on(dump()).because("late")
                    .on(new NetdevSeen(vf(7))).isRefused();
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
        void againAfterACrashAndTellsOfEveryVfUnderANewGeneration(WatcherPhase phase) {
            in(phase, ETH0).on(new NetdevSeen(vf(7)), new WatcherStarted(List.of(ETH0)))
                    .orders(new RequestDump(), new StartTimer(TimerName.UPKEEP, 2, PciHotplugWatcher.UPKEEP_MS))
                    .inPhase(DUMPING)
                    .on(dump(vf(7)))
                    .orders(tell(new VfAppeared(2, vf(7), 100)));
        }

        @Test
        void againAndTellsOfAVfThatWentMeanwhile() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new WatcherStarted(List.of(ETH0)), dump())
                    .decides(new NetdevForgotten(7), new DumpTaken()).orders(tell(new VfVanished(1)));
        }

        /** The record of an end may be the last thing that a crash left. */
        @Test
        void againAndTellsAgainOfVfsThatVanishedInTheEarlierLife() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "x"), new WatcherStarted(List.of(ETH0)), dump())
                    .decides(new DumpTaken()).orders(tell(new VfVanished(1)));
            watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevGone(7, "x"))
                    .on(new WatcherStarted(List.of(ETH0)), dump(vf(9)))
                    .orders(tell(new VfAppeared(2, vf(9), 100)));
        }

        @Test
        void againAndTellsOfTheLatestOfTwoSightingsOfOneVf() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new NetdevSeen(vf(9)))
                    .on(new NetdevGone(9, "x"), new NetdevGone(7, "x"))
                    .on(new WatcherStarted(List.of(ETH0)), dump())
                    .orders(tell(new VfVanished(2)));
        }

        @Test
        void andRemembersOnlyTheLatestVfsThatVanished() {
            MachineRun<WatcherState> run = watching(LAB);
            for (int ifindex = 10; ifindex < 30; ifindex++) {
                run.on(new NetdevSeen(veth(ifindex, MAC)), new NetdevGone(ifindex, "vf0"));
            }
            assertThat(run.state().vanished()).hasSize(WatcherState.VANISHED_MAX)
                    .containsKey(20L)
                    .doesNotContainKey(4L);
        }

        @Test
        void againWithoutANicWhoseVfIsThenNobodys() {
            watching(ETH0).on(new NetdevSeen(vf(7)), new WatcherStarted(List.of(ETH1)), dump(vf(7)))
                    .orders(tell(new VfVanished(1)))
                    .ordersNo(Action.StartTimer.class);
        }
    }
}
