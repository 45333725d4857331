package io.netvscd.datapath.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import io.netvscd.datapath.port.Port;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

class NetvscDatapathTest {
    private static final MacAddress MAC = MacAddress.parse("00:15:5d:0a:00:01");
    private static final String VF = "0002:00:02.0";

    private final MemoryPort.Pair master = MemoryPort.pair("master", 1 << 16);
    private final MemoryPort.Pair synthetic = MemoryPort.pair("synthetic", 1 << 16);
    private final MemoryPort.Pair vf = MemoryPort.pair("vf", 1 << 16);
    private final Heard heard = new Heard();
    private final NetvscDatapath datapath = new NetvscDatapath(master.near(), heard, false, MAC);

    @Test
    void sendsOnTheSyntheticPathUntilTheVfIsPutInUse() {
        open(datapath);
        sendFromMaster(3);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        sendFromMaster(2);

        assertThat(drain(synthetic.far())).isEqualTo(3);
        assertThat(drain(vf.far())).isEqualTo(2);
    }

    @Test
    void takesItsCheckpointBetweenTheFramesOfTheOldPathAndThoseOfTheNew() {
        open(datapath);
        sendFromMaster(3);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        sendFromMaster(2);

        Checkpoint atSwitch = heard.checkpoints.get(heard.checkpoints.size() - 1);
        assertThat(atSwitch.synthetic().txFrames()).isEqualTo(3);
        assertThat(atSwitch.vf().txFrames()).isZero();
        assertThat(datapath.checkpoint().vf().txFrames()).isEqualTo(2);
    }

    @Test
    void givesTheRestOfTheBurstToTheSyntheticPathWhenTheVfFails() {
        open(datapath);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        datapath.poll(0);
        vf.near().fail(true);
        sendFromMaster(5);

        assertThat(drain(synthetic.far())).isEqualTo(5);
        assertThat(heard.fallBacks).containsExactly(VF + "#1");
        assertThat(datapath.path()).isEqualTo(DataPath.SYNTHETIC);
    }

    @Test
    void holdsABurstBackWhileThePathIsFullAndSendsItOnThePathThatIsPutInUse() {
        open(datapath);
        MemoryPort.Pair narrow = MemoryPort.pair("narrow", 256);
        datapath.submit(new ControlWord.AttachSynthetic(narrow.near()));
        datapath.poll(0);
        sendFromMaster(10);
        int onSynthetic = (int) datapath.checkpoint().synthetic().txFrames();
        assertThat(datapath.waiting()).isEqualTo(10 - onSynthetic).isPositive();

        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        datapath.poll(0);

        assertThat(drain(vf.far())).isEqualTo(10 - onSynthetic);
        assertThat(datapath.checkpoint().master().dropped()).isZero();
    }

    @Test
    void deliversFromBothPathsWhicheverIsInUse() {
        open(datapath);
        synthetic.far().send(frame(1));
        vf.far().send(frame(2));
        datapath.poll(0);

        assertThat(drain(master.far())).isEqualTo(2);
        assertThat(datapath.checkpoint().master().rxFrames()).isEqualTo(2);
    }

    @Test
    void neitherSendsNorDeliversWhileTheMasterIsDown() {
        open(datapath);
        datapath.submit(new ControlWord.SetMaster(false));
        sendFromMaster(1);
        synthetic.far().send(frame(1));
        datapath.poll(0);

        assertThat(drain(synthetic.far())).isZero();
        assertThat(drain(master.far())).isZero();
        assertThat(datapath.checkpoint().synthetic().dropped()).isEqualTo(1);
    }

    @Test
    void countsWhatNoPathCanTakeAsTheMastersDrops() {
        datapath.submit(new ControlWord.SetMaster(true));
        sendFromMaster(4);

        assertThat(datapath.checkpoint().master().dropped()).isEqualTo(4);
    }

    @Test
    void takesNoNoticeOfAWordForAnotherGenerationOfTheVf() {
        open(datapath);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 2));
        datapath.submit(new ControlWord.DetachVf(VF, 2));
        datapath.poll(0);

        assertThat(datapath.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(heard.changes).endsWith(false, false);
    }

    @Test
    void leavesTheVfBeforeItLetsGoOfIt() {
        open(datapath);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        datapath.submit(new ControlWord.DetachVf(VF, 1));
        sendFromMaster(2);

        assertThat(drain(synthetic.far())).isEqualTo(2);
    }

    @Test
    void goesOnCountingWhenAVfComesBack() {
        open(datapath);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        sendFromMaster(2);
        datapath.submit(new ControlWord.DetachVf(VF, 1));
        datapath.submit(new ControlWord.AttachVf(VF, 2, MemoryPort.pair("vf again", 1 << 16).near()));
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 2));
        sendFromMaster(3);

        assertThat(datapath.checkpoint().vf().txFrames()).isEqualTo(5);
    }

    @Test
    void isAsFreshAfterAResetButForWhatItHasCounted() {
        open(datapath);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        sendFromMaster(2);
        datapath.submit(new ControlWord.Reset());
        sendFromMaster(3);

        assertThat(heard.changes).last().isEqualTo(true);
        assertThat(datapath.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(vf.near().health()).isEqualTo(Port.Health.FAILED);
        assertThat(synthetic.near().health()).isEqualTo(Port.Health.FAILED);
        assertThat(datapath.checkpoint().vf().txFrames()).isEqualTo(2);
        assertThat(datapath.checkpoint().master().txFrames()).isEqualTo(2);

        datapath.submit(new ControlWord.Reset());
        datapath.poll(0);
        assertThat(heard.changes).last().isEqualTo(false);
    }

    @Test
    void announcesOnThePathInUseWithoutCounting() {
        open(datapath);
        datapath.submit(new ControlWord.Announce(new byte[][] {frame(1), frame(2)}));
        turn();

        assertThat(drain(synthetic.far())).isEqualTo(2);
        assertThat(datapath.checkpoint()).isEqualTo(Checkpoint.ZERO);
    }

    @Test
    void announcesOnceNothingIsOnItsWayToTheMaster() {
        open(datapath);
        datapath.submit(new ControlWord.Announce(new byte[][] {frame(1)}));
        for (int i = 0; i < 10; i++) {
            vf.far().send(frame(i));
            assertThat(datapath.poll(0)).isPositive();
            assertThat(drain(synthetic.far())).isZero();
        }
        turn();
        assertThat(drain(synthetic.far())).isEqualTo(1);
    }

    @Test
    void announcesInTheEndThoughFramesNeverCeaseToArrive() {
        open(datapath);
        datapath.submit(new ControlWord.Announce(new byte[][] {frame(1)}));
        int announced = 0;
        while (announced == 0) {
            vf.far().send(frame(1));
            datapath.poll(0);
            announced = drain(synthetic.far());
            drain(master.far());
        }
        assertThat(announced).isEqualTo(1);
    }

    @Test
    void restsAtOnceWhenThereWasNothingToAnnounce() {
        open(datapath);
        datapath.submit(new ControlWord.Announce(new byte[][] {}));
        int rounds = 0;
        while (datapath.poll(0) > 0) {
            rounds++;
        }
        assertThat(rounds).isLessThan(10);
    }

    @Test
    void announcesByItselfWhenItFallsBack() {
        open(datapath);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        datapath.submit(new ControlWord.Announce(new byte[][] {frame(7)}));
        turn();
        datapath.submit(new ControlWord.VfFailed(VF, 1));
        datapath.poll(0);
        assertThat(drain(synthetic.far())).isEqualTo(1);
        assertThat(heard.fallBacks).hasSize(1);
    }

    @Test
    void leavesAVfWhosePortSaysWhileItIsIdleThatItHasFailed() {
        open(datapath);
        datapath.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        turn();
        datapath.acknowledgeErrors();
        datapath.poll(0);
        assertThat(heard.fallBacks).isEmpty();

        vf.near().fail(true);
        datapath.acknowledgeErrors();
        datapath.poll(0);

        assertThat(heard.fallBacks).hasSize(1);
        assertThat(datapath.path()).isEqualTo(DataPath.SYNTHETIC);
    }

    private void turn() {
        while (datapath.poll(0) > 0) {
            assertThat(datapath.waiting()).isZero();
        }
    }

    @Test
    void guardedDeliversAFloodedFrameOnceAndTheGuestsOwnFramesNever() {
        NetvscDatapath guarded = new NetvscDatapath(master.near(), heard, true, MAC);
        open(guarded);
        byte[] broadcast = frame(1);
        Arrays.fill(broadcast, 0, 6, (byte) 0xff);
        byte[] own = frame(2);
        System.arraycopy(MAC.octets(), 0, own, 6, 6);
        for (MemoryPort side : List.of(synthetic.far(), vf.far())) {
            side.send(broadcast);
            side.send(own);
        }
        guarded.poll(0);

        assertThat(drain(master.far())).isEqualTo(1);
        assertThat(guarded.checkpoint().vf().rxFrames()).isZero();
    }

    @Test
    void guardedKnowsTheGuestsOwnFramesByTheAddressThatItSendsFromNow() {
        NetvscDatapath guarded = new NetvscDatapath(master.near(), heard, true, MAC);
        open(guarded);
        byte[] own = frame(1);
        Arrays.fill(own, 0, 6, (byte) 0xff);
        own[11] = 0x77;
        master.far().send(own);
        guarded.poll(0);
        synthetic.far().send(own);
        guarded.poll(0);

        assertThat(drain(master.far())).isZero();
    }

    @Test
    void guardedRemindsTheFabricWhenAFrameForTheGuestComesByTheOtherPath() {
        NetvscDatapath guarded = onVfAnnounced(true);
        byte[] astray = frame(1);
        System.arraycopy(MAC.octets(), 0, astray, 0, 6);

        synthetic.far().send(astray);
        guarded.poll(FabricMemory.AGAIN_NS - 1);
        assertThat(drain(vf.far())).as("a late one of before the switch").isZero();
        synthetic.far().send(astray);
        synthetic.far().send(astray);
        guarded.poll(FabricMemory.AGAIN_NS);
        assertThat(drain(vf.far())).isEqualTo(1);
        synthetic.far().send(astray);
        guarded.poll(FabricMemory.AGAIN_NS + 1);
        assertThat(drain(vf.far())).as("again at once").isZero();
        assertThat(drain(master.far())).as("delivered all the same").isEqualTo(4);
    }

    @Test
    void guardedRemindsTheFabricOfASilentGuest() {
        NetvscDatapath guarded = onVfAnnounced(true);
        assertThat(guarded.deadlineNs()).isEqualTo(FabricMemory.SILENCE_NS);
        guarded.poll(FabricMemory.SILENCE_NS - 1);
        assertThat(drain(vf.far())).isZero();
        guarded.poll(FabricMemory.SILENCE_NS);
        assertThat(drain(vf.far())).isEqualTo(1);
        assertThat(guarded.deadlineNs()).isEqualTo(2 * FabricMemory.SILENCE_NS);

        guarded.submit(new ControlWord.SetMaster(false));
        guarded.poll(2 * FabricMemory.SILENCE_NS);
        assertThat(drain(vf.far())).as("of a master that is down").isZero();
        assertThat(guarded.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void remindsNoHostThatSteersItself() {
        NetvscDatapath unguarded = onVfAnnounced(false);
        unguarded.poll(FabricMemory.SILENCE_NS);
        assertThat(drain(vf.far())).isZero();
        assertThat(unguarded.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    private NetvscDatapath onVfAnnounced(boolean guarded) {
        NetvscDatapath made = new NetvscDatapath(master.near(), heard, guarded, MAC);
        open(made);
        made.submit(new ControlWord.UsePath(DataPath.VF, VF, 1));
        made.submit(new ControlWord.Announce(new byte[][] {frame(9)}));
        while (made.poll(0) > 0) {
            assertThat(made.waiting()).isZero();
        }
        assertThat(drain(vf.far())).isEqualTo(1);
        return made;
    }

    private void open(NetvscDatapath target) {
        target.submit(new ControlWord.AttachSynthetic(synthetic.near()));
        target.submit(new ControlWord.AttachVf(VF, 1, vf.near()));
        target.submit(new ControlWord.SetMaster(true));
        target.poll(0);
    }

    private void sendFromMaster(int frames) {
        for (int i = 0; i < frames; i++) {
            master.far().send(frame(i));
        }
        datapath.poll(0);
    }

    private static byte[] frame(int number) {
        byte[] frame = new byte[60];
        frame[59] = (byte) number;
        return frame;
    }

    private static int drain(MemoryPort port) {
        Burst burst = new Burst(64);
        int frames = port.receive(burst);
        for (int i = 0; i < frames; i++) {
            assertThat(UnsafeApi.getByte(burst.address[i] - Burst.VNET_HEADER)).isZero();
        }
        port.release(burst);
        return frames;
    }

    private static final class Heard implements DatapathListener {
        private final List<Checkpoint> checkpoints = new ArrayList<>();
        private final List<Boolean> changes = new ArrayList<>();
        private final List<String> fallBacks = new ArrayList<>();

        @Override
        public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
            changes.add(changed);
        }

        @Override
        public void fellBack(String vf, long generation, Checkpoint checkpoint) {
            fallBacks.add(vf + '#' + generation);
        }
    }
}
