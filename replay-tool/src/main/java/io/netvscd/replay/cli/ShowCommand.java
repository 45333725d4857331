package io.netvscd.replay.cli;

import io.netvscd.journal.export.JsonLines;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code show PATH TICK}. */
@Command(name = "show", description = "One transition, whole.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Journal journal;

    @Parameters(index = "1", paramLabel = "TICK",
            description = "42, or LIFE:42 where several lives of the daemon have one.")
    private String tickText;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Tick tick = Journal.tick(tickText);
        Timeline timeline = new Timeline(Machines.all(), journal.beginnings());
        List<Timeline.Line> found = new ArrayList<>();
        journal.forEach(turn -> {
            Timeline.Line line = timeline.next(turn);
            if (tick.names(turn.stamp())) {
                found.add(line);
            }
            return true;
        });
        if (found.isEmpty()) {
            throw journal.noSuchTick(tick);
        }
        if (found.size() > 1) {
            List<String> names = found.stream().map(line -> Tick.of(line.turn().stamp())).toList();
            throw new BadInput(journal.path() + ": several lives of the daemon have a record " + tick + ": " + names);
        }
        print(found.get(0));
        return ExitCodes.DONE;
    }

    private void print(Timeline.Line line) {
        if (printing.json()) {
            Map<String, Object> json = Json.document("show");
            json.put("sinceNs", line.sinceNs());
            json.put("before", line.before());
            json.put("after", line.after());
            json.put("transition", printing.parsed(JsonLines.line(line.turn())));
            printing.printJson(json);
            return;
        }
        printing.out().println("tick    " + line.turn().stamp().tick() + " of life " + line.turn().stamp().bootEpoch());
        printing.out().println("time    " + Timeline.time(line.sinceNs()) + " s after the first record of that life, "
                + Instant.ofEpochMilli(line.turn().stamp().wallClockMs()));
        printing.out().println("owner   " + line.turn().owner());
        printing.out().println("phase   " + line.before() + " -> " + line.after());
        printing.out().println("input   " + RecordText.of(line.turn().input()));
        line.turn().events().forEach(event -> printing.out().println("event   " + RecordText.of(event)));
        line.turn().actions().forEach(action -> printing.out().println("action  " + RecordText.of(action)));
        if (line.turn().reason() != null) {
            printing.out().println("nothing " + line.turn().reason());
        }
    }
}
