package io.netvscd.actors.machine;

import io.netvscd.journal.vocabulary.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rows of a table the tests of a class took, and a state for each phase that they reached. */
public final class RowCoverage<S> {
    private final Set<String> taken = new LinkedHashSet<>();
    private final Map<Enum<?>, S> reached = new LinkedHashMap<>();

    void take(Transitions.Taken<?, S> step) {
        if (step.row() != null) {
            taken.add(step.row().name());
        }
    }

    void reach(Enum<?> phase, S state) {
        reached.putIfAbsent(phase, state);
    }

    /** The rows that no test took. */
    public List<String> untaken(Transitions<?, S> transitions) {
        List<String> names = new ArrayList<>();
        for (Transitions.Row<?, S> row : transitions.rows()) {
            if (!taken.contains(row.name())) {
                names.add(row.name());
            }
        }
        return names;
    }

    /**
     * What is wrong with the pairs that have no row: a phase that no test reached, or a pair that is not refused with a
     * reason.
     */
    public <P extends Enum<P>> List<String> unrefused(Transitions<P, S> transitions) {
        List<String> wrong = new ArrayList<>();
        for (P phase : transitions.phases()) {
            S state = reached.get(phase);
            if (state == null) {
                wrong.add(phase + " was reached by no test");
                continue;
            }
            Set<Class<? extends Input>> known = new LinkedHashSet<>();
            transitions.rows().stream().filter(row -> row.from() == phase).forEach(row -> known.add(row.on()));
            for (Class<? extends Input> type : Samples.leaves(Input.class)) {
                if (!known.contains(type)) {
                    Decision decision = transitions.take(state, Samples.of(type)).decision();
                    if (decision.reason() == null || !decision.reason().startsWith("refused: ")) {
                        wrong.add(phase + " + " + type.getSimpleName() + " gave " + decision);
                    }
                }
            }
        }
        return wrong;
    }
}
