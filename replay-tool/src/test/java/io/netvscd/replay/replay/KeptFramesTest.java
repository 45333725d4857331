package io.netvscd.replay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.blackbox.BlackBox;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import io.netvscd.replay.blackbox.RecordedFrames;
import io.netvscd.replay.replay.Disagreements.Disagreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that a black box kept are run again, and each must take the path that it took. */
class KeptFramesTest {
    private static final int SLOTS = 256;
    private static final long EPOCH = 4;

    @TempDir
    private Path folder;
    private BlackBox box;
    private LiveNic live;

    @BeforeEach
    void attachBothPaths() throws IOException {
        Files.createDirectories(folder.resolve(BlackBoxFiles.FOLDER));
        box = BlackBox.create(folder.resolve("live"), "eth0", EPOCH, SLOTS, () -> 7);
        live = new LiveNic(box);
        live.order(new DatapathOrder.AttachSyntheticPort(1), new ControlWord.AttachSynthetic(live.synthetic.near()));
        attachVf();
        open(true);
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void comparesThePathOfEveryFrameThatWasKept() throws IOException {
        LiveNic.send(live.master, 20, 100);
        LiveNic.send(live.synthetic, 5, 60);
        use(DataPath.VF);
        LiveNic.send(live.master, 30, 1400);
        LiveNic.send(live.vf, 4, 700);
        use(DataPath.SYNTHETIC);
        DatapathReplica replica = new DatapathReplica(kept());

        assertThat(live.allBy(replica)).isEmpty();
        assertThat(replica.framesCompared()).isEqualTo(59);
    }

    @Test
    void comparesFramesAfterTheLastCheckpoint() throws IOException {
        use(DataPath.VF);
        LiveNic.send(live.master, 10, 100);
        live.turn();
        DatapathReplica replica = new DatapathReplica(kept());

        assertThat(live.allBy(replica)).isEmpty();
        assertThat(replica.framesCompared()).isEqualTo(10);
    }

    @Test
    void comparesNothingAfterAWordThatNoRecordTellsOf() throws IOException {
        use(DataPath.VF);
        LiveNic.send(live.master, 10, 100);
        live.turn();
        live.submit(new ControlWord.UsePath(DataPath.SYNTHETIC, "vf", 1));
        live.turn();
        LiveNic.send(live.master, 5, 100);
        live.turn();
        DatapathReplica replica = new DatapathReplica(kept());

        assertThat(live.allBy(replica)).isEmpty();
        assertThat(replica.framesCompared()).isEqualTo(10);
    }

    @Test
    void comparesTheFramesOfABoxThatWasFrozenBetweenTwoCheckpoints() throws IOException {
        use(DataPath.VF);
        LiveNic.send(live.master, 10, 100);
        live.turn();
        RecordedFrames early = kept();
        LiveNic.send(live.master, 7, 90);
        use(DataPath.SYNTHETIC);
        LiveNic.send(live.master, 3, 80);
        DatapathReplica replica = new DatapathReplica(early);

        assertThat(live.allBy(replica)).isEmpty();
        assertThat(replica.framesCompared()).isEqualTo(10);
    }

    @Test
    void comparesTheLastFramesWhereMorePassedThanThereIsRoomFor() throws IOException {
        use(DataPath.VF);
        for (int i = 0; i < 5; i++) {
            LiveNic.send(live.master, SLOTS, 100);
            live.turn();
            LiveNic.drain(live.vf);
        }
        use(DataPath.SYNTHETIC);
        DatapathReplica replica = new DatapathReplica(kept());

        assertThat(live.allBy(replica)).isEmpty();
        assertThat(replica.framesCompared()).isEqualTo(SLOTS);
        assertThat(replica.frames()).isEqualTo(5 * SLOTS);
    }

    @Test
    void framesThatPassedByHaveNoRecordAndCameBeforeThoseThatTheVfNoLongerTook() throws IOException {
        PassingVf passing = attachPassingVf();
        use(DataPath.VF);
        live.turn();
        assertThat(passing.pass(64, 98)).isTrue();
        live.vf.near().fail(true);
        live.submit(new ControlWord.VfFailed("vf", 1));
        LiveNic.send(live.master, 9, 98);
        while (!live.fellBack()) {
            live.turn();
        }
        DatapathReplica replica = new DatapathReplica(kept());

        assertThat(live.allBy(replica)).isEmpty();
        assertThat(replica.framesCompared()).isEqualTo(9);
        assertThat(replica.frames()).isEqualTo(73);
    }

    @Test
    void saysWhichFrameTookAnotherPathAndWhereItIsRecorded() throws IOException {
        use(DataPath.VF);
        LiveNic.send(live.master, 3, 100);
        use(DataPath.SYNTHETIC);
        alterFate(1, Fate.LEFT_ON_SYNTHETIC);

        List<Disagreement> found = live.allBy(new DatapathReplica(kept()));

        assertThat(found).singleElement().isEqualTo(new Disagreement("frame",
                "a frame of 100 octets that entered at the master port left on synthetic", "left on vf",
                "blackbox/eth0-4-7.nvbb, frame 2 of the ring master, tick 4:7"));
    }

    @Test
    void showsTheFirstFramesOfManyAndCountsTheOthers() throws IOException {
        use(DataPath.VF);
        LiveNic.send(live.master, 20, 100);
        use(DataPath.SYNTHETIC);
        for (int slot = 0; slot < 20; slot++) {
            alterFate(slot, Fate.LEFT_ON_SYNTHETIC);
        }

        assertThat(live.allBy(new DatapathReplica(kept()))).hasSize(4).last()
                .satisfies(sum -> assertThat(sum.recorded()).startsWith("20 frames"));
    }

    /** Whatever is sent, refused, ordered or fails, in any order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void everyFrameOfAnyHistoryTakesItsPathAgain(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            anything(random);
        }
        DatapathReplica replica = new DatapathReplica(kept());

        assertThat(live.allBy(replica)).as("rerun with seed " + seed).isEmpty();
        assertThat(replica.framesCompared()).isPositive();
    }

    /** The same, where the kernel moves the VF's frames while it may. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void everyFrameOfAnyHistoryTakesItsPathAgainBesideThoseThatPassBy(long seed) throws IOException {
        Random random = new Random(seed);
        PassingVf passing = attachPassingVf();
        for (int i = 0; i < 200; i++) {
            int choice = random.nextInt(16);
            if (choice == 0) {
                passing = attachPassingVf();
            } else if (choice == 1) {
                live.submit(new ControlWord.VfFailed("vf", 1));
            } else if (choice < 6) {
                passing.pass(random.nextInt(40), 60 + random.nextInt(1400));
            } else {
                anything(random);
            }
            live.turn();
        }
        DatapathReplica replica = new DatapathReplica(kept());

        assertThat(live.allBy(replica)).as("rerun with seed " + seed).isEmpty();
        assertThat(replica.framesCompared()).isPositive();
    }

    private void anything(Random random) {
        int frames = random.nextInt(40);
        int bytes = 60 + random.nextInt(1400);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> LiveNic.send(live.master, frames, bytes);
            case 3 -> LiveNic.send(live.synthetic, frames, bytes);
            case 4 -> LiveNic.send(live.vf, frames, bytes);
            case 5 -> use(DataPath.VF);
            case 6 -> use(DataPath.SYNTHETIC);
            case 7 -> {
                live.turn();
                live.vf.near().fail(true);
            }
            case 8 -> attachVf();
            case 9 -> refusing(live.master, random);
            case 10 -> open(random.nextInt(4) > 0);
            default -> refusing(live.synthetic, random);
        }
        live.turn();
        LiveNic.drain(live.master);
        LiveNic.drain(live.synthetic);
        LiveNic.drain(live.vf);
    }

    /** A port that takes nothing for a while. */
    private void refusing(MemoryPort.Pair wire, Random random) {
        live.turn();
        wire.near().fail(true);
        LiveNic.send(live.master, random.nextInt(5), 100);
        LiveNic.send(live.vf, random.nextInt(5), 200);
        LiveNic.send(live.synthetic, random.nextInt(5), 300);
        live.turn();
        wire.near().fail(false);
    }

    private void attachVf() {
        live.vf = MemoryPort.pair("vf", 1 << 20);
        live.order(new DatapathOrder.AttachVfPort("vf", 1, 3), new ControlWord.AttachVf("vf", 1, live.vf.near()));
    }

    private PassingVf attachPassingVf() {
        live.vf = MemoryPort.pair("vf", 1 << 20);
        PassingVf passing = new PassingVf(live.vf.near());
        live.order(new DatapathOrder.AttachVfPort("vf", 1, 3), new ControlWord.AttachVf("vf", 1, passing));
        return passing;
    }

    private void open(boolean up) {
        live.order(new DatapathOrder.OpenMaster(up), new ControlWord.SetMaster(up));
    }

    private void use(DataPath path) {
        live.order(new DatapathOrder.UseDataPath(path, "vf", 1), new ControlWord.UsePath(path, "vf", 1));
    }

    private void alterFate(int slot, Fate fate) throws IOException {
        Path file = folder.resolve("live");
        byte[] octets = Files.readAllBytes(file);
        octets[2 * 4096 + slot * 160 + 23] = (byte) fate.ordinal();
        Files.write(file, octets);
    }

    private RecordedFrames kept() throws IOException {
        box.freeze(folder.resolve("blackbox/eth0-4-7.nvbb"));
        return new BlackBoxFiles(new Nothing(folder)).ofLife(EPOCH).get("eth0");
    }

    /** A journal that holds nothing, in a folder that holds black boxes. */
    private record Nothing(Path path) implements JournalSource {
        @Override
        public Stream<TransitionRecord> records() {
            return Stream.empty();
        }

        @Override
        public List<JournalGap> gaps() {
            return List.of();
        }

        @Override
        public List<KnownState> states() {
            return List.of();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
