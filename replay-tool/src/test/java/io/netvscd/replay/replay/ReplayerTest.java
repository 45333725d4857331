package io.netvscd.replay.replay;

import static io.netvscd.replay.Incident.ON_VF;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.PortCounters;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.Incident;
import io.netvscd.replay.sim.Machines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReplayerTest {
    private static final Incident CALM = Incident.of(ON_VF,
            "{ at = 310 ms, send = 50, from = master, size = 100 }",
            "{ at = 320 ms, vf = unplug, name = vf0 }",
            "{ at = 330 ms, send = 20, from = master, size = 100 }",
            "{ at = 400 ms, admin = down }");

    @Test
    void agreesWithWhatWasRecorded() {
        ReplayReport report = replay(CALM.journal(), true);

        assertThat(report.agreed()).isTrue();
        assertThat(report.records()).isEqualTo(CALM.journal().size());
        assertThat(report.frames()).isEqualTo(70);
        assertThat(report.switches()).hasSize(2);
        assertThat(report.traffic().get("eth0").vf().txFrames()).isEqualTo(50);
        assertThat(report.traffic().get("eth0").synthetic().txFrames()).isEqualTo(20);
    }

    @Test
    void agreesAcrossACrash() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, send = 50, from = master, size = 100 }",
                "{ at = 320 ms, daemon = crash }",
                "{ at = 330 ms, daemon = start }",
                "{ at = 900 ms, send = 20, from = master, size = 100 }",
                "{ at = 910 ms, admin = down }");
        ReplayReport report = replay(incident.journal(), true);

        assertThat(report.agreed()).isTrue();
        assertThat(report.lives()).isEqualTo(2);
    }

    @Test
    void agreesThoughAMasterBeganAgainWithoutItsLastTurns() {
        Incident incident = Incident.of("{ at = 1 ms, journal = fail }", ON_VF,
                "{ at = 310 ms, send = 50, from = master, size = 100 }",
                "{ at = 320 ms, daemon = restart, owner = master }",
                "{ at = 330 ms, send = 50, from = synthetic, size = 100 }",
                "{ at = 900 ms, journal = ok }",
                "{ at = 2 s, send = 50, from = master, size = 100 }",
                "{ at = 3 s, admin = down }");
        ReplayReport report = replay(incident.journal(), true);

        assertThat(report.divergences()).isEmpty();
        assertThat(report.traffic().get("eth0").vf().txFrames()).isEqualTo(100);
    }

    @Test
    void agreesAfterAFallBackWithinABurst() {
        Incident incident = Incident.of(ON_VF,
                "{ at = 310 ms, send = 50, from = master, size = 100 }",
                "{ at = 320 ms, vf = yank, name = vf0 }",
                "{ at = 330 ms, send = 500, from = master, size = 100 }",
                "{ at = 900 ms, admin = down }");

        assertThat(replay(incident.journal(), true).divergences()).isEmpty();
    }

    @Test
    void showsWhatWasRecordedWhatHappensNowAndTheStateBefore() {
        List<TransitionRecord> journal = altered(
                turn -> turn.input() instanceof MasterInput.AdminChanged,
                turn -> new TransitionRecord(turn.stamp(), turn.owner(), turn.input(), turn.events(), List.of(),
                        turn.reason(), turn.checkpoint()));

        Divergence first = replay(journal, false).divergences().get(0);

        assertThat(first.owner()).isEqualTo(OwnerId.master("eth0"));
        assertThat(first.aspect()).isEqualTo("actions");
        assertThat(first.recorded()).isEqualTo("[]");
        assertThat(first.now()).contains("OpenMaster");
        assertThat(first.stateBefore()).startsWith("MasterState");
    }

    @Test
    void tellsWhatIsDecidedNowWhateverTheRecordSays() {
        List<TransitionRecord> journal = altered(
                turn -> turn.input() instanceof MasterInput.AdminChanged,
                turn -> new TransitionRecord(turn.stamp(), turn.owner(), turn.input(), turn.events(), List.of(),
                        turn.reason(), turn.checkpoint()));
        List<TransitionRecord> decided = new ArrayList<>();
        Replayer replayer = new Replayer(Machines.all(), true);
        replayer.tell(decided::add);
        journal.forEach(replayer::accept);

        assertThat(decided).isEqualTo(CALM.journal()).isNotEqualTo(journal);
    }

    @Test
    void stopsAtTheFirstDivergenceUnlessToldToKeepGoing() {
        Predicate<TransitionRecord> any = turn -> turn.reason() != null;
        UnaryOperator<TransitionRecord> otherReason = turn -> new TransitionRecord(turn.stamp(), turn.owner(),
                turn.input(), turn.events(), turn.actions(), "another reason", turn.checkpoint());

        assertThat(replay(altered(any, otherReason), false).divergences()).hasSize(1);
        assertThat(replay(altered(any, otherReason), true).divergences())
                .hasSize((int) CALM.journal().stream().filter(any).count())
                .allMatch(divergence -> divergence.aspect().equals("reason"));
    }

    @Test
    void seesThatAFrameTookAnotherPath() {
        List<TransitionRecord> journal = altered(
                turn -> turn.checkpoint() != null && turn.checkpoint().vf().txFrames() == 50,
                turn -> withCheckpoint(turn, new Checkpoint(turn.checkpoint().master(),
                        new PortCounters(49, 4900, 0, 0, 0), new PortCounters(
                                turn.checkpoint().synthetic().txFrames() + 1,
                                turn.checkpoint().synthetic().txBytes() + 100, 0, 0, 0))));

        assertThat(replay(journal, false).divergences()).singleElement()
                .satisfies(divergence -> assertThat(divergence.aspect()).isEqualTo("datapath"))
                .satisfies(divergence -> assertThat(divergence.now()).contains("VF tx 49/4900", "VF tx 50/5000"));
    }

    @Test
    void comparesNothingThatRestsOnLostRecordsUntilTheOwnerBeginsAnew() {
        List<TransitionRecord> journal = new ArrayList<>(CALM.journal());
        TransitionRecord lost = journal.stream()
                .filter(turn -> turn.input() instanceof MasterInput.AdminChanged).findFirst().orElseThrow();
        journal.remove(lost);
        assertThat(replay(journal, false).agreed()).isFalse();
        long tick = lost.stamp().tick();
        JournalGap gap = new JournalGap(1, "disk full",
                List.of(new JournalGap.LostRecords("master/eth0", 2, 1, tick, tick)));

        Replayer replayer = new Replayer(Machines.all(), true);
        replayer.expectGaps(List.of(gap));
        journal.forEach(replayer::accept);

        assertThat(replayer.report().divergences()).isEmpty();
        assertThat(replayer.report().gaps()).isEqualTo(1);
    }

    private static ReplayReport replay(List<TransitionRecord> journal, boolean keepGoing) {
        Replayer replayer = new Replayer(Machines.all(), keepGoing);
        for (TransitionRecord turn : journal) {
            if (!replayer.accept(turn)) {
                break;
            }
        }
        return replayer.report();
    }

    private static List<TransitionRecord> altered(
            Predicate<TransitionRecord> which, UnaryOperator<TransitionRecord> alteration) {
        return CALM.journal().stream().map(turn -> which.test(turn) ? alteration.apply(turn) : turn).toList();
    }

    private static TransitionRecord withCheckpoint(TransitionRecord turn, Checkpoint checkpoint) {
        MasterInput.DatapathApplied applied = (MasterInput.DatapathApplied) turn.input();
        return new TransitionRecord(turn.stamp(), turn.owner(),
                new MasterInput.DatapathApplied(applied.order(), applied.changed(), checkpoint),
                turn.events(), turn.actions(), turn.reason(), checkpoint);
    }
}
