package io.netvscd.datapath.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Fate;
import io.netvscd.datapath.blackbox.BlackBoxFrame.Ring;
import io.netvscd.datapath.forward.ControlWord;
import io.netvscd.datapath.forward.DatapathListener;
import io.netvscd.datapath.forward.NetvscDatapath;
import io.netvscd.datapath.port.MemoryPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlackBoxTest {
    private static final int SLOTS = 8;

    @TempDir
    private Path folder;

    private final AtomicLong tick = new AtomicLong(40);
    private final MemoryPort.Pair master = MemoryPort.pair("master", 1 << 14);
    private final MemoryPort.Pair synthetic = MemoryPort.pair("synthetic", 1 << 14);
    private final MemoryPort.Pair vf = MemoryPort.pair("vf", 1 << 14);
    private BlackBox box;
    private NetvscDatapath datapath;

    @BeforeEach
    void record() throws IOException {
        box = BlackBox.create(folder.resolve("eth0.nvbb"), "eth0", 3, SLOTS, tick::get);
        datapath = new NetvscDatapath(master.near(), new Deaf(), false, MacAddress.ZERO, box);
        datapath.submit(new ControlWord.AttachSynthetic(synthetic.near()));
        datapath.submit(new ControlWord.AttachVf("if7", 1, vf.near()));
        datapath.submit(new ControlWord.SetMaster(true));
        datapath.poll(0);
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void keepsWhereEachOfTheMastersFramesLeftAndAtWhichTick() throws IOException {
        send(1);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, "if7", 1));
        tick.set(41);
        send(2);

        List<BlackBoxFrame> frames = frames(Ring.MASTER);
        assertThat(frames).extracting(BlackBoxFrame::fate).containsExactly(Fate.LEFT_ON_SYNTHETIC, Fate.LEFT_ON_VF);
        assertThat(frames).extracting(BlackBoxFrame::tick).containsExactly(40L, 41L);
        assertThat(frames.get(1).octets()).hasSize(60).endsWith(2);
    }

    @Test
    void keepsFramesThatArriveByThePortTheyEnter() throws IOException {
        vf.far().send(frame(60, 1));
        synthetic.far().send(frame(60, 2));
        datapath.poll(0);

        assertThat(frames(Ring.VF)).hasSize(1);
        assertThat(frames(Ring.SYNTHETIC)).singleElement()
                .satisfies(frame -> assertThat(frame.fate()).isEqualTo(Fate.DELIVERED));
    }

    @Test
    void keepsTheFirst128OctetsOfALongFrameAndItsLength() throws IOException {
        master.far().send(frame(1400, 1));
        datapath.poll(0);

        assertThat(frames(Ring.MASTER)).singleElement().satisfies(frame -> {
            assertThat(frame.length()).isEqualTo(1400);
            assertThat(frame.octets()).hasSize(128);
        });
    }

    @Test
    void keepsTheLastFramesOnly() throws IOException {
        for (int i = 0; i < 3 * SLOTS + 1; i++) {
            send(i);
        }
        assertThat(frames(Ring.MASTER)).extracting(BlackBoxFrame::number)
                .containsExactly(18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
    }

    @Test
    void keepsThatTheDatapathFellBack() throws IOException {
        datapath.submit(new ControlWord.UsePath(DataPath.VF, "if7", 1));
        datapath.poll(0);
        vf.near().fail(true);
        send(1);

        assertThat(decisions()).last().extracting(BlackBoxDecision::what).isEqualTo(Fate.FELL_BACK);
        assertThat(frames(Ring.MASTER)).extracting(BlackBoxFrame::fate).containsExactly(Fate.LEFT_ON_SYNTHETIC);
    }

    @Test
    void keepsWhereAmongTheFramesAControlWordTookEffect() throws IOException {
        send(1);
        vf.far().send(frame(60, 1));
        send(2);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, "if7", 1));
        datapath.poll(0);

        assertThat(decisions()).hasSize(4).last().satisfies(decision -> {
            assertThat(decision.what()).isEqualTo(Fate.OBEYED);
            assertThat(decision.isAt(datapath.checkpoint())).isTrue();
            assertThat(decision.last(Ring.MASTER)).isEqualTo(2);
            assertThat(decision.last(Ring.VF)).isEqualTo(1);
            assertThat(decision.last(Ring.SYNTHETIC)).isZero();
        });
    }

    @Test
    void readsADecisionOfTheFirstVersionThatDoesNotSayHowFarTheRingsWere() {
        BlackBoxFrame old = new BlackBoxFrame(1, 40, Ring.DECISIONS, Fate.FELL_BACK, 0, new byte[9 * Long.BYTES]);

        assertThat(BlackBoxDecision.of(old).last(Ring.MASTER)).isNegative();
    }

    @Test
    void freezesACopyThatLaterFramesDoNotChange() throws IOException {
        send(1);
        Path frozen = folder.resolve("incident.nvbb");
        box.freeze(frozen);
        send(2);

        BlackBoxReader.Contents contents = BlackBoxReader.read(frozen);
        assertThat(contents.frames()).filteredOn(frame -> frame.ring() == Ring.MASTER).hasSize(1);
        assertThat(contents.nic()).isEqualTo("eth0");
        assertThat(contents.bootEpoch()).isEqualTo(3);
    }

    @Test
    void leavesOutARecordThatWasBeingWritten() throws IOException {
        send(1);
        send(2);
        byte[] octets = Files.readAllBytes(folder.resolve("eth0.nvbb"));
        int firstSlot = 2 * BlackBoxLayout.PAGE_BYTES;
        octets[firstSlot] = 0;

        BlackBoxReader.Contents contents = BlackBoxReader.read(folder, octets);
        assertThat(contents.frames()).filteredOn(frame -> frame.ring() == Ring.MASTER)
                .extracting(BlackBoxFrame::number).containsExactly(2L);
        assertThat(contents.torn()).isEqualTo(1);
    }

    @Test
    void refusesAFileThatIsNoBlackBoxOrClaimsTooMuch() throws IOException {
        byte[] octets = Files.readAllBytes(folder.resolve("eth0.nvbb"));
        byte[] claims = octets.clone();
        claims[BlackBoxLayout.SLOTS_OFFSET + 3] = 0x7f;

        assertThatThrownBy(() -> BlackBoxReader.read(folder, new byte[5000])).hasMessageContaining("NVBB");
        assertThatThrownBy(() -> BlackBoxReader.read(folder, claims)).hasMessageContaining("do not hold");
    }

    private void send(int number) {
        master.far().send(frame(60, number));
        datapath.poll(0);
    }

    private List<BlackBoxFrame> frames(Ring ring) throws IOException {
        return BlackBoxReader.read(folder.resolve("eth0.nvbb")).frames().stream()
                .filter(frame -> frame.ring() == ring).toList();
    }

    private List<BlackBoxDecision> decisions() throws IOException {
        return frames(Ring.DECISIONS).stream().map(BlackBoxDecision::of).toList();
    }

    private static byte[] frame(int length, int last) {
        byte[] frame = new byte[length];
        frame[length - 1] = (byte) last;
        return frame;
    }

    private static final class Deaf implements DatapathListener {
        @Override
        public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
        }

        @Override
        public void fellBack(String vf, long generation, Checkpoint checkpoint) {
        }
    }
}
