package io.netvscd.replay.sim;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.Incident;
import io.netvscd.replay.replay.PathSwitch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioPlayerTest {
    /** Master, channel and watcher begin; the watcher hears of devices and of functions. */
    private static final int TURNS_OF_A_START = 5;

    @Test
    void showsWhatWasExpectedAndWhatWasFoundWithItsPlace() {
        Incident incident = Incident.of(ON_VF, "{ at = 400 ms, expect { datapath = synthetic, lost = 3 } }");

        assertThat(incident.result().mismatches())
                .extracting(mismatch -> mismatch.at().toString(), Mismatch::path, Mismatch::expected, Mismatch::found)
                .containsExactly(
                        tuple("test.conf:11", "datapath", "synthetic", "vf"),
                        tuple("test.conf:11", "lost", "3", "0"));
    }

    @Test
    void stampsTurnsWithVirtualTimeAndOneTickEach() {
        Incident incident = Incident.of(ON_VF);

        assertThat(incident.journal()).extracting(TransitionRecord::stamp).isSorted();
        Stamp last = incident.journal().get(incident.journal().size() - 1).stamp();
        assertThat(last.tick()).isEqualTo(incident.journal().size());
        assertThat(last.monotonicNs()).isEqualTo(171_000_000L);
    }

    @Test
    void countsFramesAnewAfterEachExpectation() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, send = 7, from = master, size = 100 }",
                "{ at = 320 ms, expect { carried { vf = 7, synthetic = 0 }, delivered = 0 } }",
                "{ at = 330 ms, send = 5, from = vf, name = vf0, size = 100 }",
                "{ at = 340 ms, expect { carried { vf = 0, synthetic = 0 }, delivered = 5, lost = 0 } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void countsFramesThatADeadDeviceSwallowsAsLost() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, netdev = stall, name = vf0 }",
                "{ at = 311 ms, send = 10, from = master, size = 100 }",
                "{ at = 312 ms, expect { carried { vf = 10 }, lost = 0 } }",
                "{ at = 313 ms, vf = yank, name = vf0 }",
                "{ at = 314 ms, send = 4, from = master, size = 100 }",
                "{ at = 400 ms, expect { datapath = synthetic, carried { vf = 0, synthetic = 4 }, lost = 10 } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void fallsBackWithinABurstWhenTheVfDies() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, vf = yank, name = vf0 }",
                "{ at = 311 ms, send = 4, from = master, size = 100 }",
                "{ at = 312 ms, expect { datapath = switching-to-synthetic } }");

        assertThat(incident.result().switches())
                .extracting(PathSwitch::to, PathSwitch::fellBack)
                .containsExactly(tuple(DataPath.VF, false), tuple(DataPath.SYNTHETIC, true));
    }

    @Test
    void takesNoFramesFromAMasterThatIsDown() {
        Incident incident = Incident.of("{ at = 0 ms, host = offer }",
                "{ at = 100 ms, send = 10, from = master, size = 100 }",
                "{ at = 200 ms, expect { carried { synthetic = 0 }, lost = 0 } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void letsAnUnpluggedDeviceGoAfterTenSecondsWhenNobodyLetsGo() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, daemon = crash }",
                "{ at = 320 ms, vf = unplug, name = vf0 }",
                "{ at = 10310 ms, daemon = start }",
                "{ at = 10315 ms, expect { vf { vf0 = present } } }",
                "{ at = 10330 ms, expect { vf { vf0 = gone } } }");

        assertThat(incident.result().mismatches())
                .extracting(Mismatch::path, Mismatch::found).doesNotContain(tuple("vf.vf0", "active"));
        assertThat(incident.result().mismatches()).noneMatch(mismatch -> mismatch.expected().equals("gone"));
    }

    @Test
    void recoversOwnersFromTheJournalAndLookAtTheMachineAgain() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, daemon = crash }",
                "{ at = 320 ms, expect { datapath = none, vf { vf0 = none }, host-datapath = synthetic } }",
                "{ at = 330 ms, daemon = start }",
                "{ at = 900 ms, expect { datapath = vf, vf { vf0 = active } } }");

        assertThat(incident.result().mismatches()).isEmpty();
        assertThat(incident.journal()).extracting(turn -> turn.stamp().bootEpoch()).contains(1L, 2L);
    }

    @Test
    void writesWhatWaitedOnceTheDiskIsWell() {
        Incident incident = Incident.of("{ at = 0 ms, journal = fail }",
                "{ at = 1 ms, host = offer }",
                "{ at = 100 ms, expect { journal { healthy = false, gaps = 0 }, channel = open } }",
                "{ at = 200 ms, journal = ok }",
                "{ at = 800 ms, expect { journal { healthy = true, gaps = 0 } } }");

        assertThat(incident.result().mismatches()).isEmpty();
        assertThat(incident.journal()).extracting(TransitionRecord::stamp).isSorted();
        assertThat(incident.journal()).hasSize((int) incident.result().turns());
    }

    @Test
    void forgetsWhatWasNotWrittenWhenTheDaemonIsKilled() {
        Incident incident = Incident.of("{ at = 1 ms, journal = fail }",
                "{ at = 2 ms, host = offer }",
                "{ at = 100 ms, daemon = crash }",
                "{ at = 200 ms, journal = ok }");

        assertThat(incident.journal()).hasSize(TURNS_OF_A_START);
    }

    @Test
    void losesWhatIsSaidAtAnInstantBeforeAnOverrunOfThatInstant() {
        Incident incident = Incident.of("{ at = 0 ms, host = offer }",
                "{ at = 50 ms, vf = plug, name = vf0, mac = \"00:15:5d:0a:00:01\", slot = 2 }",
                "{ at = 50 ms, expect { vf { vf0 = none } } }",
                "{ at = 50 ms, netdev = overrun }",
                "{ at = 51 ms, expect { vf { vf0 = joined } } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void findsADeviceUnderItsNewName() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, netdev = rename, name = vf0, to = enP2s1 }",
                "{ at = 320 ms, expect { vf { vf0 = active, enP2s1 = active } } }",
                "{ at = 330 ms, vf = unplug, name = enP2s1 }",
                "{ at = 400 ms, expect { vf { vf0 = gone, enP2s1 = gone } } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void stopsInOrderAndLeavesTheHostOnTheSyntheticPath() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, daemon = stop }",
                "{ at = 320 ms, expect { datapath = none, host-datapath = synthetic } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void diesInTheTurnAndAtThePointThatItIsToldTo() {
        String[] rest = {"{ at = 11 ms, host = offer }", "{ at = 50 ms, daemon = start }"};

        assertThat(recordsOfTheFirstLife("after = 1, when = decided", rest)).isEqualTo(TURNS_OF_A_START);
        assertThat(recordsOfTheFirstLife("after = 1, when = written", rest)).isEqualTo(TURNS_OF_A_START + 1);
        assertThat(recordsOfTheFirstLife("after = 2, when = decided", rest)).isEqualTo(TURNS_OF_A_START + 1);
    }

    @Test
    void restartsAVfsOwnerAndThoseAloneThatCannotGoOnWithoutIt() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, daemon = restart, owner = vf, name = vf0 }",
                "{ at = 320 ms, expect { datapath = vf } }",
                "{ at = 900 ms, expect { datapath = vf, vf { vf0 = active } } }");

        assertThat(incident.result().mismatches()).isEmpty();
        assertThat(inputsFrom(310, incident)).contains("TellAgain", "VfAppeared", "VfJoin")
                .doesNotContain("MasterStarted", "ChannelStarted", "WatcherStarted");
    }

    @Test
    void restartsAMasterInATurnOfItsOwnWithItsChannelAndItsDatapath() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, daemon = restart, owner = master, after = 1, when = decided }",
                "{ at = 320 ms, admin = promiscuous, state = on }",
                "{ at = 450 ms, send = 10, from = master, size = 100 }",
                "{ at = 900 ms, expect { datapath = vf, vf { vf0 = active }, carried { vf = 0, synthetic = 10 }, lost = 0 } }",
                "{ at = 910 ms, send = 10, from = master, size = 100 }",
                "{ at = 920 ms, expect { carried { vf = 10 }, lost = 0 } }");

        assertThat(incident.result().mismatches()).isEmpty();
        assertThat(inputsFrom(310, incident)).contains("MasterStarted", "ChannelStarted", "TellAgain").doesNotContain("WatcherStarted");
        assertThat(inputsFrom(310, incident).stream().filter("PromiscuousChanged"::equals))
                .as("decided before the restart and written after it; told anew with the new life").hasSize(2);
    }

    @Test
    void restartsAnOwnerWithWhatWaitsForADiskThatFails() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, journal = fail }",
                "{ at = 320 ms, vf = plug, name = vf1, mac = \"00:15:5d:0a:00:01\", slot = 3 }",
                "{ at = 330 ms, daemon = restart, owner = vf, name = vf1 }",
                "{ at = 340 ms, vf = unplug, name = vf1 }",
                "{ at = 500 ms, journal = ok }",
                "{ at = 2000 ms, expect { datapath = vf, journal { healthy = true, gaps = 0 } } }");

        assertThat(incident.result().mismatches()).isEmpty();
        assertThat(inputsFrom(400, incident)).contains("VfVanished", "VfLost");
    }

    @Test
    void forgetsWhatWaitedForADiskThatFailedWithTheDaemonAfterARestartOfAnOwner() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, journal = fail }",
                "{ at = 320 ms, admin = promiscuous, state = on }",
                "{ at = 330 ms, daemon = restart, owner = master }",
                "{ at = 600 ms, daemon = crash }",
                "{ at = 610 ms, journal = ok }",
                "{ at = 2000 ms, daemon = start }");

        assertThat(inputsFrom(310, incident).get(0)).isEqualTo("MasterStarted");
        assertThat(incident.journal()).filteredOn(turn -> turn.stamp().bootEpoch() == 1)
                .allMatch(turn -> turn.stamp().monotonicNs() < 310_000_000L);
    }

    private static List<String> inputsFrom(long atMs, Incident incident) {
        return incident.journal().stream().filter(turn -> turn.stamp().monotonicNs() >= atMs * 1_000_000)
                .map(turn -> turn.input().getClass().getSimpleName()).toList();
    }

    @Test
    void handlesNothingWhilePausedAndEverythingAfterwards() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, daemon = pause }",
                "{ at = 311 ms, netdev = going-down, name = vf0 }",
                "{ at = 400 ms, expect { datapath = vf } }",
                "{ at = 410 ms, daemon = resume }",
                "{ at = 420 ms, expect { datapath = synthetic, vf { vf0 = departing } } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void losesDoublesAndDelaysInputsWhenToldTo() {
        Incident incident = Incident.of("{ at = 0 ms, host = offer }",
                "{ at = 10 ms, input = drop, of = NetdevSeen }",
                "{ at = 10 ms, vf = plug, name = vf0, mac = \"00:15:5d:0a:00:01\", slot = 2 }",
                "{ at = 20 ms, expect { vf { vf0 = none } } }",
                "{ at = 30 ms, input = late, of = NetdevSeen, by = 1 s }",
                "{ at = 30 ms, netdev = change, name = vf0 }",
                "{ at = 1029 ms, expect { vf { vf0 = none } } }",
                "{ at = 1031 ms, expect { vf { vf0 = joined } } }",
                "{ at = 1040 ms, input = twice, of = AddressChanged }",
                "{ at = 1040 ms, netdev = address, name = vf0, ip = \"10.0.0.4/24\" }");

        assertThat(incident.result().mismatches()).isEmpty();
        assertThat(incident.journal()).filteredOn(turn -> turn.input() instanceof WatcherInput.AddressChanged).hasSize(2);
    }

    @Test
    void stampsWithTheWallClockAsItIsSet() {
        Incident incident = Incident.of("{ at = 1 ms, clock = back, by = 1 h }", "{ at = 2 ms, host = offer }");
        List<TransitionRecord> journal = incident.journal();
        Stamp first = journal.get(0).stamp();
        Stamp last = journal.get(journal.size() - 1).stamp();

        assertThat(last.wallClockMs() - first.wallClockMs()).isLessThan(-3_590_000);
        assertThat(last.monotonicNs()).isGreaterThan(first.monotonicNs());
    }

    @Test
    void drawsTheOrderOfWhatHappensAtOneInstantFromTheSchedule() {
        String[] steps = {"{ at = 0 ms, host = offer }",
            "{ at = 0 ms, vf = plug, name = vf0, mac = \"00:15:5d:0a:00:01\", slot = 2 }"};

        List<TransitionRecord> one = Incident.under("schedule = 1, journal-latency = 2 ms", steps).journal();
        List<TransitionRecord> same = Incident.under("schedule = 1, journal-latency = 2 ms", steps).journal();
        List<TransitionRecord> other = Incident.under("schedule = 2, journal-latency = 2 ms", steps).journal();

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    private static long recordsOfTheFirstLife(String crash, String... steps) {
        List<String> all = new ArrayList<>(List.of("{ at = 10 ms, daemon = crash, " + crash + " }"));
        all.addAll(List.of(steps));
        return Incident.of(all.toArray(String[]::new)).journal().stream()
                .filter(turn -> turn.stamp().bootEpoch() == 1).count();
    }

    @Test
    void findsTheVfOfEachNicThatHadOneInTheSameSlot() {
        Incident incident = Incident.play("""
                name = "test"
                source = "test"
                nics = [{ name = eth0, mac = "00:15:5d:0a:00:01" }, { name = eth1, mac = "00:15:5d:0a:00:02" }]
                steps = [
                  { at = 0 ms, nic = eth0, vf = plug, name = vf0, mac = "00:15:5d:0a:00:01", slot = 2 }
                  { at = 1 s,  nic = eth0, vf = unplug, name = vf0 }
                  { at = 2 s,  nic = eth1, vf = plug, name = vf1, mac = "00:15:5d:0a:00:02", slot = 2 }
                  { at = 3 s,  nic = eth1, expect { vf { vf0 = gone, vf1 = standby } } }
                ]
                """);

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void givesFramesToTheVfThatTheHostHasAssociated() {
        Incident incident = Incident.of(
                "{ at = 0 ms, host = offer }",
                "{ at = 1 ms, vf = plug, name = vf0, mac = \"00:15:5d:0a:00:01\", slot = 4 }",
                "{ at = 2 ms, admin = up }",
                "{ at = 1 s, vf = plug, name = vf1, mac = \"00:15:5d:0a:00:01\", slot = 5 }",
                "{ at = 1001 ms, host = vf-association, allocated = true, serial = 5 }",
                "{ at = 2 s, send = 500, from = synthetic, size = 1248 }",
                "{ at = 3 s, expect { vf { vf1 = active }, delivered = 500, lost = 0 } }");

        assertThat(incident.result().mismatches()).isEmpty();
    }

    @Test
    void namesTheStepThatCannotBeCarriedOut() {
        assertThatThrownBy(() -> Incident.of("{ at = 0 ms, netdev = up, name = vf7 }"))
                .isInstanceOf(StepFailed.class)
                .hasMessage("test.conf:5: netdev = up: there is no netdev 'vf7'; there are []");
        assertThatThrownBy(() -> Incident.of("{ at = 0 ms, daemon = start }"))
                .isInstanceOf(StepFailed.class)
                .hasMessage("test.conf:5: daemon = start: the daemon runs already");
    }
}
