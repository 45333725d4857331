package io.netvscd.actors.machine;

import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Input;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A machine's transitions as data: rows of (phase, input, condition, next phases, what is decided), looked up in the order written.
 * An input without a row is refused, with a reason for the journal; a row that ends in a phase it did not declare is a defect and
 * throws.
 *
 * @param <P> the phases
 * @param <S> the state that has a phase
 */
public final class Transitions<P extends Enum<P>, S> {
    /**
     * One row.
     *
     * @param name     unique in its table, for coverage: {@code SYNTHETIC + VfReadiness [wanted]}
     * @param when     the condition in words, empty where the row always applies
     * @param to       the phases it may end in
     * @param decided  what is decided, in words
     */
    public record Row<P extends Enum<P>, S>(
            String name,
            P from,
            Class<? extends Input> on,
            String when,
            BiPredicate<S, Input> guard,
            Set<P> to,
            String decided,
            BiFunction<S, Input, Decision> decide) {
    }

    /**
     * What an input came to.
     *
     * @param row  by which; null: by none, it was refused
     * @param next the state once what was decided is true
     */
    public record Taken<P extends Enum<P>, S>(Row<P, S> row, Decision decision, S next) {
    }

    private static final Row<?, ?>[] NO_ROWS = {};

    private final String machine;
    private final Class<P> phases;
    private final P start;
    private final Function<S, P> phaseOf;
    private final BiFunction<S, Iterable<Event>, S> applyAll;
    private final Map<P, Map<Class<? extends Input>, List<Row<P, S>>>> rows;
    /** The same by the phase's ordinal, for {@link #take}. */
    private final List<Map<Class<?>, Row<?, ?>[]>> quickly = new ArrayList<>();

    private Transitions(Builder<P, S> builder) {
        machine = builder.machine;
        phases = builder.phases;
        start = builder.start;
        phaseOf = builder.phaseOf;
        applyAll = builder.applyAll;
        rows = builder.rows;
        for (P phase : phases.getEnumConstants()) {
            Map<Class<?>, Row<?, ?>[]> ofPhase = new IdentityHashMap<>();
            rows.get(phase).forEach((input, list) -> ofPhase.put(input, list.toArray(NO_ROWS)));
            quickly.add(ofPhase);
        }
    }

    /**
     * Begins a table.
     *
     * @param machine  the machine's name, for drawings and reasons
     * @param start    the phase of an owner that no record speaks of
     * @param phaseOf  the phase that a state is in
     * @param applyAll the machine's own fold, by which a row's end is checked
     */
    public static <P extends Enum<P>, S> Builder<P, S> of(
            String machine,
            Class<P> phases,
            P start,
            Function<S, P> phaseOf,
            BiFunction<S, Iterable<Event>, S> applyAll) {
        return new Builder<>(machine, phases, start, phaseOf, applyAll);
    }

    /** What follows from {@code input} in {@code state}, by the row that says so. */
    @SuppressWarnings("unchecked")
    public Taken<P, S> take(S state, Input input) {
        P phase = phaseOf.apply(state);
        for (Row<?, ?> each : quickly.get(phase.ordinal()).getOrDefault(input.getClass(), NO_ROWS)) {
            Row<P, S> row = (Row<P, S>) each;
            if (row.when.isEmpty() || row.guard.test(state, input)) {
                Decision decision = row.decide.apply(state, input);
                S next = decision.events().isEmpty() ? state : applyAll.apply(state, decision.events());
                P end = phaseOf.apply(next);
                if (!row.to.contains(end)) {
                    throw new IllegalStateException(machine + ": row '" + row.name + "' ended in " + end + ", not in " + row.to);
                }
                return new Taken<>(row, decision, next);
            }
        }
        return new Taken<>(null, Decision.nothing(
                "refused: " + machine + " has no transition from " + phase + " on " + input.getClass().getSimpleName()), state);
    }

    /** All rows, in the order of the phases and, within one, in the order written. */
    public List<Row<P, S>> rows() {
        List<Row<P, S>> all = new ArrayList<>();
        rows.values().forEach(byInput -> byInput.values().forEach(all::addAll));
        return List.copyOf(all);
    }

    /** Every phase of the machine. */
    public Set<P> phases() {
        return EnumSet.allOf(phases);
    }

    public String machine() {
        return machine;
    }

    public P start() {
        return start;
    }

    /** The phase that {@code state} is in. */
    public P phaseOf(S state) {
        return phaseOf.apply(state);
    }

    /** Collects rows. */
    public static final class Builder<P extends Enum<P>, S> {
        private final String machine;
        private final Class<P> phases;
        private final P start;
        private final Function<S, P> phaseOf;
        private final BiFunction<S, Iterable<Event>, S> applyAll;
        private final Map<P, Map<Class<? extends Input>, List<Row<P, S>>>> rows;
        private final Set<String> names = new LinkedHashSet<>();

        private Builder(
                String machine,
                Class<P> phases,
                P start,
                Function<S, P> phaseOf,
                BiFunction<S, Iterable<Event>, S> applyAll) {
            this.machine = machine;
            this.phases = phases;
            this.start = start;
            this.phaseOf = phaseOf;
            this.applyAll = applyAll;
            rows = new EnumMap<>(phases);
            EnumSet.allOf(phases).forEach(phase -> rows.put(phase, new LinkedHashMap<>()));
        }

        /** Rows that leave any of these phases. */
        @SafeVarargs
        public final From from(P... from) {
            Set<P> leaving = EnumSet.noneOf(phases);
            for (P phase : from) {
                leaving.add(phase);
            }
            return new From(leaving);
        }

        /** Rows that leave any phase. */
        public From fromAny() {
            return new From(EnumSet.allOf(phases));
        }

        /**
         * For every phase and each of these inputs, a first row that takes no notice of what comes from an older generation.
         *
         * @param what    of what: {@code incarnation}, {@code VF generation}
         * @param current the state's generation
         */
        public <I extends Input> Builder<P, S> ignoringOlder(
                String what, Class<I> on, ToLongFunction<I> generation, ToLongFunction<S> current) {
            for (P phase : EnumSet.allOf(phases)) {
                new From(List.of(phase))
                        .on(on)
                        .when("of another " + what, (state, input) ->
                                generation.applyAsLong(input) != current.applyAsLong(state))
                        .stays("nothing", (state, input) -> Decision.nothing("stale: " + what + ' '
                                + generation.applyAsLong(input) + ", now " + current.applyAsLong(state)));
            }
            return this;
        }

        /** Finishes the table; throws if a phase other than the start cannot be reached. */
        public Transitions<P, S> build() {
            Set<P> reached = EnumSet.of(start);
            for (int before = 0; before != reached.size(); ) {
                before = reached.size();
                for (P phase : EnumSet.copyOf(reached)) {
                    rows.get(phase).values().forEach(list -> list.forEach(row -> reached.addAll(row.to)));
                }
            }
            if (reached.size() != phases.getEnumConstants().length) {
                Set<P> lost = EnumSet.complementOf(EnumSet.copyOf(reached));
                throw new IllegalStateException(machine + ": no row leads to " + lost);
            }
            return new Transitions<>(this);
        }

        private void add(Row<P, S> row) {
            if (!names.add(row.name)) {
                throw new IllegalStateException(machine + ": two rows '" + row.name + "'");
            }
            rows.get(row.from).computeIfAbsent(row.on, on -> new ArrayList<>()).add(row);
        }

        /** Rows that leave the same phases. */
        public final class From {
            private final Collection<P> from;

            private From(Collection<P> from) {
                this.from = from;
            }

            public <I extends Input> On<I> on(Class<I> input) {
                return new On<>(from, input, "", (state, message) -> true);
            }
        }

        /** Rows that leave the same phases on the same input. */
        public final class On<I extends Input> {
            private final Collection<P> from;
            private final Class<I> input;
            private final String when;
            private final BiPredicate<S, I> guard;

            private On(Collection<P> from, Class<I> input, String when, BiPredicate<S, I> guard) {
                this.from = from;
                this.input = input;
                this.when = when;
                this.guard = guard;
            }

            /** Only on this condition. */
            public On<I> when(String words, BiPredicate<S, I> condition) {
                return new On<>(from, input, words, condition);
            }

            /** Leads to this phase. */
            public Builder<P, S> to(P to, String decided, BiFunction<S, I, Decision> decide) {
                return rows(phase -> EnumSet.of(to), decided, decide);
            }

            /** Leads to one of these phases, by what is decided. */
            public Builder<P, S> to(Set<P> to, String decided, BiFunction<S, I, Decision> decide) {
                return rows(phase -> EnumSet.copyOf(to), decided, decide);
            }

            /** Stays in its phase. */
            public Builder<P, S> stays(String decided, BiFunction<S, I, Decision> decide) {
                return rows(EnumSet::of, decided, decide);
            }

            /** A row is found by the class of its input, so what it is made of needs no cast to check it again. */
            @SuppressWarnings("unchecked")
            private Builder<P, S> rows(Function<P, Set<P>> to, String decided, BiFunction<S, I, Decision> decide) {
                for (P phase : from) {
                    String name = phase + " + " + input.getSimpleName() + (when.isEmpty() ? "" : " [" + when + ']');
                    add(new Row<>(
                            name,
                            phase,
                            input,
                            when,
                            (BiPredicate<S, Input>) guard,
                            to.apply(phase),
                            decided,
                            (BiFunction<S, Input, Decision>) decide));
                }
                return Builder.this;
            }
        }
    }
}
