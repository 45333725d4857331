package io.netvscd.replay.seeds.mutant;

import io.netvscd.replay.sim.Fittings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A daemon that is broken on purpose.
 *
 * @param part     what of it is broken
 * @param name     in a word or two
 * @param what     it does wrong
 * @param fittings gives each thread a broken daemon of its own
 */
public record Mutant(String part, String name, String what, Supplier<Fittings> fittings) {
    /** Every mutant there is. */
    public static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(MasterMutants.all());
        all.addAll(VfMutants.all());
        all.addAll(ChannelMutants.all());
        all.addAll(WatcherMutants.all());
        all.addAll(RecoveryMutants.all());
        all.addAll(DatapathMutants.all());
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return name;
    }
}
