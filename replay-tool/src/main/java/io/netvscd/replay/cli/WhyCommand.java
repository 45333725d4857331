package io.netvscd.replay.cli;

import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.timeline.Causes;
import io.netvscd.replay.timeline.Causes.Consequence;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why PATH TICK}. */
@Command(
        name = "why",
        description = "The chain of causes of a transition, back to the outside world, and what followed from it.",
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
    private static final int CONSEQUENCES_SHOWN = 50;

    @Mixin
    private Journal journal;

    @Parameters(index = "1", paramLabel = "TICK",
            description = "42, or LIFE:42; without a life, the first that has it.")
    private String tickText;

    @Option(names = "--all", description = "Everything that followed, not the first " + CONSEQUENCES_SHOWN + ".")
    private boolean all;

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
        List<Consequence> consequences = causes.consequences(index);
        List<Consequence> shown = all ? consequences : consequences.subList(0, Math.min(consequences.size(), CONSEQUENCES_SHOWN));
        if (printing.json()) {
            Map<String, Object> json = Json.document("why");
            json.put("chain", chain.stream().map(WhyCommand::json).toList());
            json.put("followed", consequences.stream().filter(one -> one.cause() == chain.get(0)).map(one -> json(one.turn())).toList());
            json.put("consequences", shown.stream().map(WhyCommand::json).toList());
            printing.printJson(json);
            return ExitCodes.DONE;
        }
        print(chain, shown, causes);
        if (shown.size() < consequences.size()) {
            printing.out().println("then    ... " + (consequences.size() - shown.size()) + " more, with --all");
        }
        return ExitCodes.DONE;
    }

    private void print(List<TransitionRecord> chain, List<Consequence> consequences, Causes causes) {
        long life = chain.get(0).stamp().bootEpoch();
        long beganNs = causes.turns().stream().filter(turn -> turn.stamp().bootEpoch() == life).findFirst()
                .orElseThrow().stamp().monotonicNs();
        for (int i = chain.size() - 1; i >= 0; i--) {
            String mark = i == chain.size() - 1 ? "outside" : "so     ";
            printing.out().println(mark + ' ' + line(chain.get(i), beganNs, ""));
        }
        for (Consequence one : consequences) {
            boolean direct = one.cause() == chain.get(0);
            printing.out().println("then    " + line(one.turn(), beganNs, direct ? "" : "(of " + Tick.of(one.cause().stamp()) + ") "));
        }
    }

    private static String line(TransitionRecord turn, long beganNs, String of) {
        String came = turn.reason() == null ? RecordText.of(turn.events()) : "nothing: " + turn.reason();
        return String.format(Locale.ROOT, "%8s %14s %-26s %s%s => %s", Tick.of(turn.stamp()),
                Timeline.time(turn.stamp().monotonicNs() - beganNs), turn.owner(), of, RecordText.of(turn.input()), came);
    }

    private static Map<String, Object> json(Consequence one) {
        Map<String, Object> json = json(one.turn());
        json.put("causeEpoch", one.cause().stamp().bootEpoch());
        json.put("causeTick", one.cause().stamp().tick());
        return json;
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
