package io.netvscd.replay.seeds.mutant;

import io.netvscd.replay.seeds.Campaign;
import io.netvscd.replay.sim.Fittings;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Plays seeds with broken daemons until each is found out. */
public final class Hunt {
    /**
     * What became of a mutant.
     *
     * @param seeds played until it was caught, the last one counted; 0 where it was not
     * @param how   the kind of failure by which it was caught; empty where it was not
     */
    public record Catch(Mutant mutant, long seeds, String how) {
        public boolean caught() {
            return seeds > 0;
        }
    }

    private Hunt() {
    }

    /** Hunts mutants, several at a time, with the seeds from {@code first} to {@code last}. */
    public static List<Catch> hunt(List<Mutant> mutants, long first, long last) {
        return mutants.parallelStream().map(mutant -> hunt(mutant, first, last)).toList();
    }

    private static Catch hunt(Mutant mutant, long first, long last) {
        Fittings broken = mutant.fittings().get();
        OptionalLong caught = LongStream.rangeClosed(first, last)
                .filter(seed -> !Campaign.failureOf(seed, broken).isEmpty()).findFirst();
        return caught.isEmpty() ? new Catch(mutant, 0, "") : new Catch(mutant, caught.getAsLong() - first + 1,
                Campaign.failureOf(caught.getAsLong(), mutant.fittings().get()));
    }
}
