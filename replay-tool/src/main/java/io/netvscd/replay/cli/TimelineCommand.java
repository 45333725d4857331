package io.netvscd.replay.cli;

import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.timeline.Moment;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Timeline;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code timeline PATH}. */
@Command(
        name = "timeline",
        description = "One line for each transition: tick, time, owner, phase before -> after, input => what followed.",
        mixinStandardHelpOptions = true)
final class TimelineCommand implements Callable<Integer> {
    @Mixin
    private Journal journal;

    @Option(names = "--since", paramLabel = "MOMENT", description = "From here on. A moment is " + Moment.ALLOWED + ".")
    private String since;

    @Option(names = "--until", paramLabel = "MOMENT", description = "Up to here.")
    private String until;

    @Option(names = "--owner", description = "Only this owner (master/eth0), or a kind (channel, pci, vf, master).")
    private String owner;

    @Option(names = "--input", description = "Only inputs whose name holds this word, in any case.")
    private String input;

    @Option(names = "--nic", description = "Only the owners of this NIC.")
    private String nic;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Moment from = moment("--since", since);
        Moment to = moment("--until", until);
        Timeline timeline = new Timeline(Machines.all(), journal.beginnings());
        if (!printing.json()) {
            printing.out().println(Timeline.HEAD);
        }
        journal.forEach(turn -> {
            Timeline.Line line = timeline.next(turn);
            boolean inTime = (from == null || from.compare(turn.stamp(), line.sinceNs()) >= 0)
                    && (to == null || to.compare(turn.stamp(), line.sinceNs()) <= 0);
            if (inTime && wanted(turn)) {
                print(line);
            }
            return true;
        });
        return ExitCodes.DONE;
    }

    private boolean wanted(TransitionRecord turn) {
        OwnerId id = turn.owner();
        return (owner == null || owner.equals(id.toString()) || owner.equals(id.kind().word()))
                && (nic == null || nic.equals(id.nic()))
                && (input == null || turn.input().getClass().getSimpleName().toLowerCase(Locale.ROOT)
                        .contains(input.toLowerCase(Locale.ROOT)));
    }

    private void print(Timeline.Line line) {
        if (!printing.json()) {
            printing.out().println(line.text());
            return;
        }
        TransitionRecord turn = line.turn();
        Map<String, Object> json = Json.document("timeline");
        json.put("epoch", turn.stamp().bootEpoch());
        json.put("tick", turn.stamp().tick());
        json.put("sinceNs", line.sinceNs());
        json.put("wallClockMs", turn.stamp().wallClockMs());
        json.put("owner", turn.owner().toString());
        json.put("before", line.before());
        json.put("after", line.after());
        json.put("input", RecordText.of(turn.input()));
        json.put("events", turn.events().stream().map(RecordText::of).toList());
        json.put("actions", turn.actions().stream().map(RecordText::of).toList());
        json.put("reason", turn.reason());
        printing.printJson(json);
    }

    private Moment moment(String option, String text) {
        try {
            return text == null ? null : Moment.parse(text, journal::lastRecordMs);
        } catch (IllegalArgumentException e) {
            throw new BadInput(option + ": " + e.getMessage());
        }
    }
}
