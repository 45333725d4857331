package io.netvscd.replay.cli;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.timeline.Causes;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.timeline.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code why PATH TICK}. */
@Command(
        name = "why",
        description = "The chain of causes of a transition, back to the outside world, and what followed from it.",
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
    @Mixin
    private Journal journal;

    @Parameters(index = "1", paramLabel = "TICK",
            description = "42, or LIFE:42; without a life, the first that has it.")
    private String tickText;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Tick tick = Journal.tick(tickText);
        Causes causes = new Causes();
        journal.forEach(turn -> {
            causes.accept(turn);
            return true;
        });
        int index = -1;
        for (int i = causes.turns().size() - 1; i >= 0; i--) {
            index = tick.names(causes.turns().get(i).stamp()) ? i : index;
        }
        if (index < 0) {
            throw journal.noSuchTick(tick);
        }
        List<TransitionRecord> chain = causes.chain(index);
        List<TransitionRecord> followed = causes.followed(index);
        if (printing.json()) {
            Map<String, Object> json = Json.document("why");
            json.put("chain", chain.stream().map(WhyCommand::json).toList());
            json.put("followed", followed.stream().map(WhyCommand::json).toList());
            printing.printJson(json);
            return ExitCodes.DONE;
        }
        long life = chain.get(0).stamp().bootEpoch();
        long beganNs = causes.turns().stream().filter(turn -> turn.stamp().bootEpoch() == life).findFirst()
                .orElseThrow().stamp().monotonicNs();
        for (int i = chain.size() - 1; i >= 0; i--) {
            String mark = i == chain.size() - 1 ? "outside" : "so     ";
            printing.out().println(mark + ' ' + line(chain.get(i), beganNs));
        }
        followed.forEach(turn -> printing.out().println("then    " + line(turn, beganNs)));
        return ExitCodes.DONE;
    }

    private static String line(TransitionRecord turn, long beganNs) {
        String came = turn.reason() == null ? RecordText.of(turn.events()) : "nothing: " + turn.reason();
        return String.format(Locale.ROOT, "%8s %14s %-26s %s => %s", Tick.of(turn.stamp()),
                Timeline.time(turn.stamp().monotonicNs() - beganNs), turn.owner(), RecordText.of(turn.input()), came);
    }

    private static Map<String, Object> json(TransitionRecord turn) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("epoch", turn.stamp().bootEpoch());
        json.put("tick", turn.stamp().tick());
        json.put("owner", turn.owner().toString());
        json.put("input", RecordText.of(turn.input()));
        json.put("events", turn.events().stream().map(RecordText::of).toList());
        json.put("reason", turn.reason());
        return json;
    }
}
