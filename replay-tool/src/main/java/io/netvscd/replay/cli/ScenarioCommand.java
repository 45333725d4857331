package io.netvscd.replay.cli;

import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.excerpt.Excerpt;
import io.netvscd.replay.excerpt.Span;
import io.netvscd.replay.scenario.Scenario;
import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.scenario.ScenarioText;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.PlayResult;
import io.netvscd.replay.sim.ScenarioPlayer;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.timeline.TimeAxis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scenario PATH --around TICK}. */
@Command(
        name = "scenario",
        description = {
            "Writes what happened around a transition as a scenario file, which 'play' plays and a test suite can keep, and plays it.",
            "Exit code 0: played, it comes to what is recorded; 1: it does not, and is written all the same; 2: bad input."
        },
        mixinStandardHelpOptions = true)
final class ScenarioCommand implements Callable<Integer> {
    /** Held in memory, with what is learned from each. */
    private static final int TURNS_MAX = 150_000;
    /** Rest must come by then. */
    private static final long REST_WITHIN_NS = 60_000_000_000L;

    @Mixin
    private Journal journal;

    @Option(names = "--around", paramLabel = "TICK", required = true,
            description = "42, or LIFE:42 where several lives of the daemon have one.")
    private String around;

    @Option(names = "--before", paramLabel = "TIME", defaultValue = "10s", description = "At least so much of what came before it; 10s.")
    private String before;

    @Option(names = "--after", paramLabel = "TIME", defaultValue = "10s", description = "At least so much of what came after it; 10s.")
    private String after;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file; without it, to standard output.")
    private Path out;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() throws IOException, ScenarioFileException {
        Tick tick = Journal.tick(around);
        long beforeNs = Lengths.parse("--before " + before, before);
        long afterNs = Lengths.parse("--after " + after, after);
        if (out != null) {
            OutputFile.checkNew(out);
        }
        List<TransitionRecord> turns = turns(tick, afterNs);
        Span span = Span.around(turns, middle(turns, tick), beforeNs, afterNs);
        String source = journal.path().getFileName() + ", transitions " + Tick.of(turns.get(span.first()).stamp()) + " to "
                + Tick.of(turns.get(span.end() - 1).stamp());
        String text = ScenarioText.of(Excerpt.of(turns, Machines.all(), span, "Around " + tick + " of " + journal.path().getFileName(), source));
        PlayResult played = play(text);
        if (out != null) {
            Files.writeString(out, text);
        }
        print(text, source, played);
        return played.passed() ? ExitCodes.DONE : ExitCodes.NO;
    }

    private void print(String text, String source, PlayResult played) {
        if (printing.json()) {
            Map<String, Object> json = Json.document("scenario");
            json.put("source", source);
            json.put("file", out == null ? null : out.toString());
            json.put("scenario", text);
            json.put("reproduced", played.passed());
            json.put("mismatches", PlayText.json(played).get("mismatches"));
            printing.printJson(json);
            return;
        } else if (out == null) {
            printing.out().print(text);
            printing.out().flush();
        } else {
            printing.out().println(out + ": " + source + "; " + played.steps() + " steps");
        }
        List<String> lines = PlayText.lines(played);
        (out == null ? printing.err() : printing.out()).println(played.passed() ? "played: " + lines.get(lines.size() - 1)
                : "played: it does not come to what is recorded\n" + String.join("\n", lines));
    }

    private PlayResult play(String text) throws ScenarioFileException {
        Scenario scenario = ScenarioParser.parse(out == null ? "scenario" : out.toString(), text);
        try (ScenarioPlayer player = new ScenarioPlayer(scenario, Machines.all(), turn -> { })) {
            return player.play();
        }
    }

    /** All up to the tick, and what came after it until there was rest. */
    private List<TransitionRecord> turns(Tick tick, long afterNs) {
        List<TransitionRecord> turns = new ArrayList<>();
        TimeAxis axis = new TimeAxis();
        long[] foundNs = {-1};
        journal.forEach(turn -> {
            long atNs = axis.place(turn.stamp());
            turns.add(turn);
            if (turns.size() > TURNS_MAX) {
                throw new BadInput(journal.path() + ": more than " + TURNS_MAX + " transitions up to the end of that part, which is more than can "
                        + "be learned from at once");
            } else if (turn.input() instanceof MasterInput.MasterStarted started && started.facts().hostless()) {
                throw new BadInput(journal.path() + ": " + started.facts().nic() + " has no host (synthetic.type = netdev), and NICs of scenario "
                        + "files have one");
            } else if (foundNs[0] < 0 && tick.names(turn.stamp())) {
                foundNs[0] = atNs;
            }
            return foundNs[0] < 0 || atNs < foundNs[0] + afterNs + REST_WITHIN_NS;
        });
        return turns;
    }

    private int middle(List<TransitionRecord> turns, Tick tick) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            if (tick.names(turns.get(i).stamp())) {
                found.add(i);
            }
        }
        if (found.isEmpty()) {
            throw journal.noSuchTick(tick);
        } else if (found.size() > 1) {
            throw new BadInput(journal.path() + ": several lives of the daemon have a record " + tick + ": say which with LIFE:" + tick.tick());
        }
        return found.get(0);
    }
}
