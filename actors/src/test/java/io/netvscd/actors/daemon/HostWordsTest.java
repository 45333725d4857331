package io.netvscd.actors.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.actors.control.ControlRefused;
import io.netvscd.datapath.host.HostCommand;
import io.netvscd.datapath.nvsp.NvspVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostWordsTest {
    @Test
    void readsCommandsWithTheirValuesInAnyOrder() throws ControlRefused {
        assertThat(parse("vf-association serial=2 allocated=true")).isEqualTo(new HostCommand.VfAssociation(true, 2));
        assertThat(parse("link state=down")).isEqualTo(new HostCommand.Link(false));
        assertThat(parse("limit-version version=5.0")).isEqualTo(new HostCommand.LimitVersion(NvspVersion.V5));
        assertThat(((HostCommand.Raw) parse("raw hex=00ff")).payload()).containsExactly(0, 0xff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"offer", "rescind", "force-synthetic", "network-change", "hold-completions",
        "release-completions", "drop-completion", "fail-switch", "stall", "resume", "silent", "talk"})
    void readsCommandsWithoutValues(String word) throws ControlRefused {
        assertThat(parse(word)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dance | unknown command 'dance'; there are offer",
        "offer now=true | it takes nothing",
        "link | needs state=",
        "link state=sideways | it is up or down",
        "vf-association allocated=true | needs allocated= and serial=",
        "vf-association allocated=true serial=two | a number is wanted",
        "limit-version version=7.0 | there are",
        "raw hex=xyz | pairs of hex digits"
    })
    void refusesWithAWordOnTheMend(String words, String mend) {
        assertThatThrownBy(() -> parse(words)).isInstanceOf(ControlRefused.class).hasMessageContaining(mend);
    }

    @Test
    void refusesNothingAtAll() {
        assertThatThrownBy(() -> HostWords.parse(List.of())).hasMessageContaining("a command is missing");
    }

    private static HostCommand parse(String words) throws ControlRefused {
        return HostWords.parse(List.of(words.split(" ")));
    }
}
