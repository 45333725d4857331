package io.netvscd.replay.seeds.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantTest {
    private static final long SEEDS_MAX = 400;

    @ParameterizedTest
    @MethodSource("all")
    void isFoundOut(Mutant mutant) {
        Hunt.Catch caught = Hunt.hunt(List.of(mutant), 1, SEEDS_MAX).get(0);

        assertThat(caught.caught()).as("%s: %s", mutant.name(), mutant.what()).isTrue();
        assertThat(caught.how()).isNotEmpty();
    }

    @Test
    void hasANameOfItsOwn() {
        assertThat(all()).extracting(Mutant::name).doesNotHaveDuplicates();
        assertThat(all()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static List<Mutant> all() {
        return Mutant.all();
    }
}
