package io.netvscd.datapath.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.MacAddress;
import io.netvscd.datapath.host.HostMind.Word;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostMindTest {
    private final HostMind mind =
            new HostMind(HostSettings.of("eth0", MacAddress.parse("00:15:5d:0a:00:01"), 1500, 0));

    @Test
    void answersAtOnceWhatItIsAsked() {
        mind.open(7, 8);

        assertThat(init(1)).singleElement().satisfies(word -> {
            assertThat(word.kind()).isEqualTo(Word.Kind.COMPLETION);
            assertThat(word.transactionId()).isEqualTo(1);
            assertThat(word.payload()).startsWith(2, 0, 0, 0);
        });
    }

    @Test
    void saysNothingWhileItIsSilent() {
        mind.open(7, 8);
        mind.obey(new HostCommand.Silent());

        assertThat(init(1)).isEmpty();
    }

    @Test
    void answersWhatItDidNotReadOnceItReadsAgain() {
        mind.open(7, 8);
        mind.obey(new HostCommand.Stall());
        assertThat(init(1)).isEmpty();

        assertThat(mind.obey(new HostCommand.Resume())).extracting(Word::transactionId).containsExactly(1L);
    }

    @Test
    void completesWhatItCannotRead() {
        mind.open(7, 8);

        assertThat(mind.hear(5, true, new byte[] {1})).extracting(Word::transactionId).containsExactly(5L);
        assertThat(mind.hearRndis(6, new byte[] {1})).extracting(Word::transactionId).containsExactly(6L);
    }

    @Test
    void deliversOnTheSyntheticPathUntilItIsAskedForAnother() {
        assertThat(mind.path()).isEqualTo(DataPath.SYNTHETIC);
        assertThat(mind.obey(new HostCommand.VfAssociation(true, 2))).as("nobody is there to be told").isEmpty();
    }

    private List<Word> init(long transactionId) {
        int newest = NvspVersion.newest().code();
        return mind.hear(transactionId, true, NvspCodec.encode(new NvspMessage.Init(newest, newest), NvspVersion.V1));
    }
}
