package io.netvscd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownKeysTest {
    @ParameterizedTest
    @CsvSource({
        "'',                       netvsc,        netvscd",
        "'',                       nics,          netvscd.nics",
        "netvscd,                  nic,           nics",
        "netvscd,                  jurnal,        journal",
        "netvscd.nics[],           mut,           mtu",
        "netvscd.nics[],           lane,          netvscd.nics[].vf.lane",
        "netvscd.nics[],           uplnik,        netvscd.nics[].synthetic.uplink",
        "netvscd.nics[].vf,        takeoverdelay, takeover-delay",
        "netvscd.nics[].vf,        take-over-delay, takeover-delay",
        "netvscd.nics[].synthetic, interface,     ''",
        "netvscd.nics[],           x,             ''",
    })
    void suggestsTheNearestKey(String section, String unknown, String nearest) {
        assertThat(KnownKeys.nearest(section, unknown).orElse("")).isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource({"mtu,mtu,0", "mut,mtu,1", "'',abc,3", "abc,'',3", "kitten,sitting,3", "ca,abc,3"})
    void countsEdits(String from, String to, int edits) {
        assertThat(EditDistance.between(from, to)).isEqualTo(edits);
    }

    @Test
    void theReadmeNamesEveryKey() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(KnownKeys.LEAVES).allSatisfy(leaf -> assertThat(readme)
                .contains("`" + leaf.replace("netvscd.", "").replace("nics[].", "") + "`"));
    }
}
