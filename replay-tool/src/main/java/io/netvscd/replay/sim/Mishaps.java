package io.netvscd.replay.sim;

import io.netvscd.journal.vocabulary.Input;
import io.netvscd.replay.scenario.InputStep;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/** What is to go wrong with the next inputs of a kind on their way to the owners. */
final class Mishaps {
    private final Agenda agenda;
    private final Consumer<Input> onDisorder;
    private final Map<String, Queue<InputStep>> expected = new HashMap<>();

    /** Plans on this agenda; {@code onDisorder} hears of every input when it is lost, and when it comes late. */
    Mishaps(Agenda agenda, Consumer<Input> onDisorder) {
        this.agenda = agenda;
        this.onDisorder = onDisorder;
    }

    /** This is to happen to the next input of its kind that nothing else is to happen to. */
    void expect(InputStep mishap) {
        expected.computeIfAbsent(mishap.of(), kind -> new ArrayDeque<>()).add(mishap);
    }

    /** What was to happen and has not never will. */
    void forget() {
        expected.clear();
    }

    /** Delivers an input, never, once, twice or later. */
    void pass(Input input, Runnable deliver) {
        InputStep mishap = expected.isEmpty() ? null : next(input);
        if (mishap == null) {
            deliver.run();
            return;
        }
        switch (mishap.verb()) {
            case DROP -> onDisorder.accept(input);
            case TWICE -> {
                deliver.run();
                deliver.run();
            }
            case LATE -> {
                onDisorder.accept(input);
                agenda.at(agenda.nowNs() + mishap.byNs(), () -> {
                    onDisorder.accept(input);
                    deliver.run();
                });
            }
            default -> throw new StepFailed(mishap.words() + " is not known");
        }
    }

    private InputStep next(Input input) {
        Queue<InputStep> ofKind = expected.get(input.getClass().getSimpleName());
        return ofKind == null ? null : ofKind.poll();
    }
}
