package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.blackbox.BlackBoxFrame;
import io.netvscd.datapath.blackbox.BlackBoxReader;
import io.netvscd.datapath.forward.FrameWitness;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlackBoxesTest {
    private static final long EPOCH = 3;
    private static final OwnerId MASTER = OwnerId.master("eth0");

    @TempDir
    private Path journal;

    @Test
    void freezesTheBoxOfANicWhoseVfFailed() throws IOException {
        try (BlackBoxes boxes = boxes()) {
            boxes.open("eth0").fellBack(Checkpoint.ZERO);
            boxes.open("eth1");
            boxes.hear(turn(17, MASTER, new MasterInput.DatapathFellBack("vf", 1, Checkpoint.ZERO)));
        }

        assertThat(files()).containsExactly("eth0-3-17.nvbb");
        assertThat(BlackBoxReader.read(journal.resolve("blackbox/eth0-3-17.nvbb")).frames()).singleElement()
                .satisfies(frame -> assertThat(frame.fate()).isEqualTo(BlackBoxFrame.Fate.FELL_BACK));
    }

    @ParameterizedTest
    @EnumSource(SwitchOutcome.class)
    void freezesWhenASwitchWasNotAnsweredOrNotHeard(SwitchOutcome outcome) throws IOException {
        try (BlackBoxes boxes = boxes()) {
            boxes.open("eth0");
            boxes.hear(turn(17, MASTER, new MasterInput.SwitchEnded(1, DataPath.VF, outcome)));
        }

        boolean incident = outcome == SwitchOutcome.TIMED_OUT || outcome == SwitchOutcome.RING_FULL;
        assertThat(files()).hasSize(incident ? 1 : 0);
    }

    @Test
    void freezesWhenTheHostForcesAPath() throws IOException {
        try (BlackBoxes boxes = boxes()) {
            boxes.open("eth0");
            boxes.hear(turn(5, MASTER, new MasterInput.HostForcedPath(1, DataPath.SYNTHETIC)));
        }

        assertThat(files()).containsExactly("eth0-3-5.nvbb");
    }

    @Test
    void freezesWhenTheVfThatIsInUseIsGone() throws IOException {
        Action leave = new Action.OrderDatapath(new DatapathOrder.UseDataPath(DataPath.SYNTHETIC, "vf", 1), true);
        TransitionRecord unused = turn(5, MASTER, new MasterInput.VfLost("vf", 1));
        TransitionRecord inUse = new TransitionRecord(
                new Stamp(EPOCH, 6, 0, 0), MASTER, unused.input(), List.of(), List.of(leave), null, null);
        try (BlackBoxes boxes = boxes()) {
            boxes.open("eth0");
            boxes.hear(unused);
            boxes.hear(inUse);
        }

        assertThat(files()).containsExactly("eth0-3-6.nvbb");
    }

    @Test
    void freezesWhenAMachineBreaksItsOwnRules() throws IOException {
        try (BlackBoxes boxes = boxes()) {
            boxes.open("eth0");
            boxes.hear(new TransitionRecord(new Stamp(EPOCH, 8, 0, 0), MASTER, new MasterInput.AdminChanged(true), List.of(), List.of(),
                    "defect: java.lang.IllegalStateException", null));
        }

        assertThat(files()).containsExactly("eth0-3-8.nvbb");
    }

    @Test
    void freezesTheBoxesOfAllNicsAtAnOperatorsMark() throws IOException {
        try (BlackBoxes boxes = boxes()) {
            boxes.open("eth0");
            boxes.open("eth1");
            boxes.hear(turn(9, OwnerId.WATCHER, new WatcherInput.OperatorMark("here")));
        }

        assertThat(files()).containsExactly("eth0-3-9.nvbb", "eth1-3-9.nvbb");
    }

    @Test
    void anOrderlyEndLeavesNothingBehind() throws IOException {
        try (BlackBoxes boxes = boxes()) {
            boxes.open("eth0");
            boxes.hear(turn(1, MASTER, new MasterInput.AdminChanged(true)));
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void freezesWhatAKilledDaemonLeftBehind() throws IOException {
        boxes().open("eth0").fellBack(Checkpoint.ZERO);

        try (BlackBoxes next = new BlackBoxes(journal, EPOCH + 1, () -> 0)) {
            next.open("eth0");
            assertThat(files()).containsExactly("eth0-3-42.nvbb", "eth0.nvbb");
        }
    }

    @Test
    void keepsTheNewestOfManyFrozenBoxes() throws IOException {
        for (int tick : IntStream.rangeClosed(1, FrozenBoxes.KEPT + 3).toArray()) {
            try (BlackBoxes boxes = boxes()) {
                boxes.open("eth0");
                boxes.hear(turn(tick, MASTER, new MasterInput.HostForcedPath(1, DataPath.SYNTHETIC)));
            }
        }

        assertThat(files()).hasSize(FrozenBoxes.KEPT).contains("eth0-3-11.nvbb", "eth0-3-4.nvbb").doesNotContain("eth0-3-3.nvbb");
    }

    @Test
    void goesOnWithoutABoxWhereThereCannotBeOne() throws IOException {
        Files.writeString(journal.resolve("blackbox"), "a file where the folder belongs");

        try (BlackBoxes boxes = boxes()) {
            assertThat(boxes.open("eth0")).isSameAs(FrameWitness.NONE);
            boxes.hear(turn(9, OwnerId.WATCHER, new WatcherInput.OperatorMark("here")));
        }
    }

    private BlackBoxes boxes() {
        return new BlackBoxes(journal, EPOCH, () -> 42);
    }

    private static TransitionRecord turn(long tick, OwnerId owner, Input input) {
        return new TransitionRecord(new Stamp(EPOCH, tick, 0, 0), owner, input, List.of(), List.of(), "test", null);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(journal.resolve("blackbox"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
