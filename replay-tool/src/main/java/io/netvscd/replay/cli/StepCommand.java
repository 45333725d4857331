package io.netvscd.replay.cli;

import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.export.JsonLines;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.BlackBoxFiles;
import io.netvscd.replay.blackbox.KeptFrame;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.step.StepTerminal;
import io.netvscd.replay.step.Walk;
import io.netvscd.replay.timeline.Tick;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code step PATH}. */
@Command(
        name = "step",
        description = {
            "A screen to go through a journal, one transition after another, forward and back: the transition, what every owner knew after it, "
                + "and the frames that were kept. '?' shows the keys.",
            "Exit code 3: there is no terminal; with --json, what is shown at one tick is printed and none is needed."
        },
        mixinStandardHelpOptions = true)
final class StepCommand implements Callable<Integer> {
    /** Held in memory: half of them before the tick where it begins. */
    private static final int TURNS_MAX = 100_000;

    @Mixin
    private Journal journal;

    @Option(names = "--at", paramLabel = "TICK", description = "Begin here: 42, or LIFE:42; without it, at the first.")
    private String at;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() throws IOException {
        Tick tick = at == null ? null : Journal.tick(at);
        Walk walk = walk(tick);
        if (walk.length() == 0) {
            throw new BadInput(journal.path() + ": there is no record in it");
        } else if (tick != null && !walk.goTo(tick)) {
            throw journal.noSuchTick(tick);
        }
        if (printing.json()) {
            printing.printJson(json(walk));
            return ExitCodes.DONE;
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(false).build()) {
            new StepTerminal(terminal, walk).run();
        } catch (IOException | IllegalStateException noTerminal) {
            throw new EnvironmentLacking("step needs a terminal (" + noTerminal.getMessage()
                    + "); 'timeline', 'show', 'state' and 'step --json' need none");
        }
        return ExitCodes.DONE;
    }

    /** Around the tick, or from the first on. */
    private Walk walk(Tick tick) {
        Walk walk = new Walk(Machines.all());
        Deque<TransitionRecord> held = new ArrayDeque<>();
        boolean[] reached = {tick == null};
        journal.forEach(turn -> {
            held.add(turn);
            reached[0] |= tick != null && tick.names(turn.stamp());
            if (!reached[0] && held.size() > TURNS_MAX / 2) {
                walk.remember(held.remove());
            }
            return !reached[0] || held.size() < TURNS_MAX;
        });
        held.forEach(walk::add);
        try (JournalSource source = journal.open()) {
            BlackBoxFiles boxes = new BlackBoxFiles(source);
            boxes.frames().forEach(walk::add);
            boxes.complaints().forEach(printing.err()::println);
        }
        return walk;
    }

    private Map<String, Object> json(Walk walk) {
        Map<String, Object> json = Json.document("step");
        json.put("sinceNs", walk.line().sinceNs());
        json.put("before", walk.line().before());
        json.put("after", walk.line().after());
        json.put("transition", printing.parsed(JsonLines.line(walk.line().turn())));
        Map<String, Object> owners = new LinkedHashMap<>();
        walk.known().forEach((owner, known) ->
                owners.put(owner.toString(), new TreeMap<>(Map.of("phase", known.phase(), "state", known.text()))));
        json.put("owners", owners);
        json.put("frames", walk.frames().stream().map(StepCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(KeptFrame kept) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nic", kept.nic());
        json.put("ring", Step.word(kept.frame().ring()));
        json.put("number", kept.frame().number());
        json.put("length", kept.frame().length());
        json.put("fate", Step.word(kept.frame().fate()));
        return json;
    }
}
