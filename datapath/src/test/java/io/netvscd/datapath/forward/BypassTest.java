package io.netvscd.datapath.forward;

import static io.netvscd.datapath.forward.Passage.CARRYING;
import static io.netvscd.datapath.forward.Passage.CLOSED;
import static io.netvscd.datapath.forward.Passage.RECEIVING;
import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.PortCounters;
import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.MemoryPort;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A VF whose frames pass the forwarding core by. */
class BypassTest {
    private static final String VF = "vf0";

    private final MemoryPort.Pair master = MemoryPort.pair("master", 1 << 16);
    private final MemoryPort.Pair synthetic = MemoryPort.pair("synthetic", 1 << 16);
    private final FakeBypass bypass = new FakeBypass();
    private final List<ControlWord> obeyed = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<Checkpoint> falls = new ArrayList<>();
    private final NetvscDatapath datapath = new NetvscDatapath(master.near(), new DatapathListener() {
        @Override
        public void applied(ControlWord word, boolean changed, Checkpoint checkpoint) {
            obeyed.add(word);
            checkpoints.add(checkpoint);
        }

        @Override
        public void fellBack(String vf, long generation, Checkpoint checkpoint) {
            falls.add(checkpoint);
        }
    }, false, MacAddress.ZERO);

    @BeforeEach
    void attach() {
        obey(new ControlWord.AttachSynthetic(synthetic.near()));
        obey(new ControlWord.AttachVf(VF, 1, bypass));
        obey(new ControlWord.SetMaster(true));
        bypass.settle();
    }

    @Test
    void receivesFromTheTimeThatTheMasterIsOpen() {
        assertThat(bypass.orders).containsExactly(RECEIVING);
    }

    @Test
    void carriesWhenTheVfIsPutInUseAndNobodyWaitsForThat() {
        use(DataPath.VF);

        assertThat(bypass.orders).containsExactly(RECEIVING, CARRYING);
        assertThat(obeyed).last().isInstanceOf(ControlWord.UsePath.class);
    }

    @Test
    void whatTheMasterSendsPassesByFromAMomentAtWhichTheCoreHoldsNoneOfIt() {
        use(DataPath.VF);
        bypass.poised = true;
        fromMaster(1);
        assertThat(bypass.carries).isZero();
        datapath.poll(0);
        assertThat(bypass.carries).isEqualTo(1);
        datapath.poll(0);
        assertThat(bypass.carries).isEqualTo(1);
    }

    @Test
    void whatStillComesThroughTheMasterIsSentOnTheVf() {
        use(DataPath.VF);
        fromMaster(3);

        assertThat(drain(bypass.far())).isEqualTo(3);
        assertThat(datapath.checkpoint().vf().txFrames()).isEqualTo(3);
    }

    @Test
    void leavesTheVfOnceNothingPassesByAnyMoreAndAllOfItIsCounted() {
        use(DataPath.VF);
        bypass.settle();
        bypass.pass(40, 30);
        use(DataPath.SYNTHETIC);
        assertThat(bypass.orders).last().isEqualTo(RECEIVING);
        assertThat(datapath.path()).isEqualTo(DataPath.VF);
        bypass.pass(2, 1);
        fromMaster(1);

        bypass.settle();
        datapath.poll(0);

        assertThat(datapath.path()).isEqualTo(DataPath.SYNTHETIC);
        Checkpoint atSwitch = checkpoints.get(checkpoints.size() - 1);
        assertThat(atSwitch.vf()).isEqualTo(new PortCounters(43, 4_260, 31, 3_100, 0));
        assertThat(atSwitch.master()).isEqualTo(atSwitch.vf());
    }

    @Test
    void wordsAfterTheOneThatWaitsWaitToo() {
        use(DataPath.VF);
        bypass.settle();
        use(DataPath.SYNTHETIC);
        int before = obeyed.size();
        obey(new ControlWord.DetachSynthetic());
        assertThat(obeyed).hasSize(before);

        bypass.settle();
        datapath.poll(0);
        assertThat(obeyed).hasSize(before + 2);
    }

    @Test
    void aFrameThatIsCountedLateCountsWhenTheVfIsInUseAgain() {
        use(DataPath.VF);
        bypass.settle();
        use(DataPath.SYNTHETIC);
        bypass.settle();
        datapath.poll(0);
        bypass.pass(1, 0);
        bypass.settle();
        assertThat(datapath.checkpoint().vf().txFrames()).isZero();

        use(DataPath.VF);
        bypass.settle();
        assertThat(datapath.checkpoint().vf().txFrames()).isEqualTo(1);
    }

    @Test
    void aVfThatIsKnownToHaveFailedIsLeftAtOnceAndToldOfWhenCounted() {
        use(DataPath.VF);
        bypass.settle();
        bypass.pass(5, 0);
        obey(new ControlWord.VfFailed(VF, 1));
        fromMaster(2);
        assertThat(drain(synthetic.far())).isEqualTo(2);
        assertThat(falls).isEmpty();

        bypass.settle();
        datapath.poll(0);
        assertThat(falls).singleElement().satisfies(checkpoint -> {
            assertThat(checkpoint.vf().txFrames()).isEqualTo(5);
            assertThat(checkpoint.synthetic().txFrames()).isEqualTo(2);
            assertThat(checkpoint.master().txFrames()).isEqualTo(7);
        });
    }

    @Test
    void aVfThatRefusesWhatStillComesThroughTheMasterIsLeftInTheSameBurst() {
        use(DataPath.VF);
        bypass.settle();
        bypass.fail();
        fromMaster(4);
        assertThat(drain(synthetic.far())).isEqualTo(4);
        bypass.settle();
        datapath.poll(0);
        assertThat(falls).hasSize(1);
    }

    @Test
    void newsOfAnotherGenerationAndOfAVfThatIsNotInUseChangeNothing() {
        obey(new ControlWord.VfFailed(VF, 1));
        use(DataPath.VF);
        obey(new ControlWord.VfFailed(VF, 7));
        assertThat(datapath.path()).isEqualTo(DataPath.VF);
        assertThat(falls).isEmpty();
    }

    @Test
    void nothingPassesByAMasterThatIsClosed() {
        use(DataPath.VF);
        bypass.settle();
        obey(new ControlWord.SetMaster(false));
        assertThat(bypass.orders).last().isEqualTo(CLOSED);
        bypass.settle();
        datapath.poll(0);

        obey(new ControlWord.SetMaster(true));
        assertThat(bypass.orders).last().isEqualTo(CARRYING);
    }

    @Test
    void isLetGoOfOnceNothingPassesByAnyMore() {
        obey(new ControlWord.DetachVf(VF, 1));
        assertThat(bypass.orders).last().isEqualTo(CLOSED);
        assertThat(bypass.closed).isFalse();
        bypass.pass(0, 8);
        bypass.settle();
        datapath.poll(0);
        assertThat(bypass.closed).isTrue();
        assertThat(checkpoints.get(checkpoints.size() - 1).vf().rxFrames()).isEqualTo(8);
        assertThat(datapath.checkpoint().master().rxFrames()).isEqualTo(8);
    }

    @Test
    void isResetOnceNothingPassesByAnyMore() {
        bypass.settle();
        obey(new ControlWord.Reset());
        assertThat(bypass.orders).last().isEqualTo(CLOSED);
        assertThat(obeyed).last().isInstanceOf(ControlWord.SetMaster.class);

        bypass.settle();
        datapath.poll(0);
        assertThat(obeyed).last().isInstanceOf(ControlWord.Reset.class);
    }

    @Test
    void theVfIsPutInUseOnceWhatArrivesThereComesToTheCore() {
        bypass.diverted = false;
        use(DataPath.VF);
        assertThat(bypass.diversionsAsked).isPositive();
        assertThat(datapath.path()).isEqualTo(DataPath.SYNTHETIC);

        bypass.diverted = true;
        rounds(1);

        assertThat(datapath.path()).isEqualTo(DataPath.VF);
    }

    @Test
    void theFabricIsToldOfTheVfOnceWhatArrivesThereComesToTheCore() {
        turnToTheVf();
        datapath.poll(datapath.deadlineNs());
        assertThat(bypass.diverted).isFalse();
        announce();
        rounds(3);
        assertThat(obeyed).last().isInstanceOf(ControlWord.UsePath.class);

        bypass.diverted = true;
        rounds(3);

        assertThat(obeyed).last().isInstanceOf(ControlWord.Announce.class);
    }

    @Test
    void theFabricIsToldOfTheSyntheticPathWithoutThat() {
        announce();
        rounds(3);
        assertThat(obeyed).last().isInstanceOf(ControlWord.Announce.class);
        assertThat(bypass.diversionsAsked).isZero();
    }

    @Test
    void whatArrivesThereIsDeliveredAfterAllThatStillComesByTheSyntheticPath() {
        turnToTheVf();
        bypass.far().send(frame(2));
        rounds(1);
        synthetic.far().send(frame(1));
        rounds(3);

        assertThat(delivered()).containsExactly(1, 2);
    }

    @Test
    void isNotHeldForEverWhereFramesNeverCeaseToComeByTheSyntheticPath() {
        turnToTheVf();
        bypass.far().send(frame(2));
        for (int i = 0; i < 100; i++) {
            synthetic.far().send(frame(1));
            rounds(1);
        }
        assertThat(delivered()).contains(2);
    }

    @Test
    void whatIsHeldIsDeliveredBeforeAWordIsObeyed() {
        turnToTheVf();
        bypass.far().send(frame(2));
        rounds(1);
        bypass.settle();
        use(DataPath.SYNTHETIC);
        bypass.settle();
        rounds(1);

        assertThat(delivered()).containsExactly(2);
        assertThat(checkpoints.get(checkpoints.size() - 1).vf().rxFrames()).isEqualTo(1);
    }

    @Test
    void theDiversionEndsWhenTheFabricHasHadTimeToTurn() {
        turnToTheVf();
        datapath.poll(datapath.deadlineNs() - 1);
        assertThat(bypass.diverted).isTrue();
        datapath.poll(datapath.deadlineNs());
        assertThat(bypass.diverted).isFalse();
        assertThat(datapath.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTurnWhoseTimeIsOverStillWaitsForWhatWasSentBefore() {
        turnToTheVf();
        long overNs = datapath.deadlineNs();
        for (int number = 1; number <= 70; number++) {
            synthetic.far().send(frame(number));
        }
        bypass.far().send(frame(71));
        for (int round = 0; round < 4; round++) {
            datapath.poll(overNs);
        }

        assertThat(delivered()).isEqualTo(oneTo(71));
        assertThat(bypass.diverted).isFalse();
    }

    @Test
    void allThatCameByTheVfIsDeliveredBeforeWhatComesByTheSyntheticPathAgain() {
        turnToTheVf();
        datapath.poll(datapath.deadlineNs());
        use(DataPath.SYNTHETIC);
        for (int number = 1; number <= 70; number++) {
            bypass.far().send(frame(number));
        }
        synthetic.far().send(frame(71));
        bypass.settle();
        rounds(4);

        assertThat(delivered()).isEqualTo(oneTo(71));
    }

    private static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private void turnToTheVf() {
        use(DataPath.VF);
        bypass.settle();
    }

    private void announce() {
        obey(new ControlWord.Announce(new byte[][] {frame(0)}));
    }

    private void rounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            datapath.poll(0);
        }
    }

    private static byte[] frame(int number) {
        byte[] frame = new byte[60];
        frame[59] = (byte) number;
        return frame;
    }

    /** The numbers of the frames that have reached the system, in order. */
    private List<Integer> delivered() {
        List<Integer> numbers = new ArrayList<>();
        Burst burst = new Burst(64);
        while (master.far().receive(burst) > 0) {
            for (int i = 0; i < burst.size; i++) {
                numbers.add((int) UnsafeApi.getByte(burst.address[i] + 59));
            }
            master.far().release(burst);
        }
        return numbers;
    }

    private void use(DataPath path) {
        obey(new ControlWord.UsePath(path, VF, 1));
    }

    private void obey(ControlWord word) {
        datapath.submit(word);
        datapath.poll(0);
    }

    private void fromMaster(int frames) {
        for (int i = 0; i < frames; i++) {
            master.far().send(new byte[60]);
        }
        datapath.poll(0);
    }

    private static int drain(MemoryPort port) {
        Burst burst = new Burst(64);
        int frames = port.receive(burst);
        port.release(burst);
        return frames;
    }
}
