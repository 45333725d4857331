package io.netvscd.replay.whatif;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.diff.Comparison;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import io.netvscd.replay.stats.NicStatistics;
import io.netvscd.replay.stats.Statistics;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a record again, first as it was and then with one thing changed, and compares. */
public final class WhatIf {
    private WhatIf() {
    }

    /**
     * One of the two runs.
     *
     * @param phases  of each owner at the end
     * @param nics    what the turns amount to, by NIC
     * @param figures where frames went, by NIC
     */
    public record Run(
            SortedMap<String, String> phases,
            SortedMap<String, NicStatistics> nics,
            Map<String, Traffic.Figures> figures) {
    }

    /**
     * What it came to.
     *
     * @param recorded  turns
     * @param sources   of their inputs: how many came from outside, came as it is not known how, and were brought about
     * @param history   the record beside the run without a change: equal, or the run with the change is not to be believed
     * @param parting   the run without a change beside the one with it
     * @param unchanged the run without a change
     * @param changed   the run with it
     */
    public record Result(
            long recorded, Sources sources, Comparison history, Comparison parting, Run unchanged, Run changed) {
    }

    /** How many inputs came from outside, how many of those as it is not known how, and how many were brought about. */
    public record Sources(long outside, long asItCame, long broughtAbout) {
        static Sources of(Map<Script.Source, Long> counted) {
            return new Sources(counted.getOrDefault(Script.Source.OUTSIDE, 0L), counted.getOrDefault(Script.Source.AS_IT_CAME, 0L),
                    counted.getOrDefault(Script.Source.BROUGHT_ABOUT, 0L));
        }
    }

    /**
     * Runs whole lives of the daemon again.
     *
     * @param turns  of those lives, in order
     * @param before the turns of earlier lives, or enough of them to know what the owners knew
     */
    public static Result ask(
            Function<OwnerId.Kind, Machine<?>> machines, List<TransitionRecord> before, List<TransitionRecord> turns, Change change) {
        Supplier<Owners> remembered = () -> {
            Owners owners = new Owners(machines);
            before.forEach(turn -> owners.of(turn.owner()).apply(turn.events()));
            return owners;
        };
        Script script = Lesson.learn(turns, remembered.get());
        Rerun.Outcome unchanged = Rerun.run(script, remembered.get(), new Change.Nothing());
        Rerun.Outcome changed = Rerun.run(script, remembered.get(), change);
        return new Result(turns.size(), Sources.of(script.sources()),
                Comparison.ofDecisions(turns.iterator(), unchanged.turns().iterator()),
                Comparison.ofDecisions(neutral(unchanged), neutral(changed)),
                run(unchanged), run(changed));
    }

    private static Iterator<TransitionRecord> neutral(Rerun.Outcome outcome) {
        return outcome.turns().stream().map(Facts::neutral).iterator();
    }

    private static Run run(Rerun.Outcome outcome) {
        SortedMap<String, String> phases = new TreeMap<>();
        for (VirtualOwner<?> owner : outcome.owners().sorted()) {
            phases.put(owner.id().toString(), Step.word(owner.phase()));
        }
        Statistics statistics = new Statistics();
        outcome.turns().forEach(turn -> {
            statistics.accept(turn);
            statistics.livedUntil(outcome.lifeEndsNs().get(turn.stamp().bootEpoch()));
        });
        return new Run(phases, statistics.nics(), outcome.figures());
    }
}
