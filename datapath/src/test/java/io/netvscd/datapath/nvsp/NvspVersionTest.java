package io.netvscd.datapath.nvsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NvspVersionTest {
    @Test
    void leadsFromTheNewestToTheOldest() {
        List<String> asked = new ArrayList<>();
        Optional<NvspVersion> next = Optional.of(NvspVersion.newest());
        while (next.isPresent()) {
            asked.add(next.get().text());
            next = next.get().older();
        }

        assertThat(asked).containsExactly("6.1", "6.0", "5.0", "4.0", "2.0", "1.0");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsNumberAndByItsText(NvspVersion version) {
        assertThat(NvspVersion.ofCode(version.code())).contains(version);
        assertThat(NvspVersion.parse(version.text())).isEqualTo(version);
    }

    @Test
    void isUnknownByAnyOtherNumberOrText() {
        assertThat(NvspVersion.ofCode(0x0007_0000)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> NvspVersion.parse("6"))
                .withMessage("not an NVSP version (1.0, 2.0, 4.0, 5.0, 6.0, 6.1): 6");
    }

    @Test
    void hasLongerMessagesFrom61() {
        assertThat(NvspVersion.V6.messageBytes()).isEqualTo(28);
        assertThat(NvspVersion.V6_1.messageBytes()).isEqualTo(40);
    }
}
