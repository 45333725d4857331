package io.netvscd.replay.cli;

import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Tick;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code state PATH --at TICK}. */
@Command(
        name = "state",
        description = "What every owner knew after a transition (without --at: after the last one).",
        mixinStandardHelpOptions = true)
final class StateCommand implements Callable<Integer> {
    @Mixin
    private Journal journal;

    @Option(names = "--at", paramLabel = "TICK", description = "42, or LIFE:42; without a life, the first that has it.")
    private String at;

    @Option(names = "--owner", description = "Only this owner.")
    private String only;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Tick tick = at == null ? null : Journal.tick(at);
        Owners owners = new Owners(Machines.all(), journal.beginnings());
        boolean[] reached = {tick == null};
        journal.forEach(turn -> {
            owners.before(turn).apply(turn.events());
            reached[0] |= tick != null && tick.names(turn.stamp());
            return tick == null || !reached[0];
        });
        if (!reached[0]) {
            throw journal.noSuchTick(tick);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        for (VirtualOwner<?> owner : owners.sorted()) {
            if (only == null || only.equals(owner.id().toString())) {
                String phase = owner.phase().name().toLowerCase(Locale.ROOT).replace('_', '-');
                String state = RecordText.of(owner.state());
                all.put(owner.id().toString(), new TreeMap<>(Map.of("phase", phase, "state", state)));
                if (!printing.json()) {
                    printing.out().println(String.format(Locale.ROOT, "%-26s %-24s %s", owner.id(), phase, state));
                }
            }
        }
        if (printing.json()) {
            Map<String, Object> json = Json.document("state");
            json.put("owners", all);
            printing.printJson(json);
        }
        return ExitCodes.DONE;
    }
}
