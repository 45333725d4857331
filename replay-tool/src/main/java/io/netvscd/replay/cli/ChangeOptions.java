package io.netvscd.replay.cli;

import io.netvscd.replay.scenario.ScenarioFileException;
import io.netvscd.replay.scenario.ScenarioParser;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.whatif.Change;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The one thing that is different. */
final class ChangeOptions {
    private static final String SETTINGS =
            Stream.of(Change.Setting.values()).map(Change.Setting::word).collect(Collectors.joining(", "));

    @Option(names = "--set", paramLabel = "NAME=VALUE",
            description = "A setting has another value: takeover-delay=0ms, flap-limit=3, flap-half-life=1min; host-latency=20ms for all answers "
                + "of the host, kernel-latency=5ms for all that the kernel is asked to do.")
    private String set;

    @Option(names = "--drop", paramLabel = "TICK", description = "The input of this transition never comes.")
    private String drop;

    @Option(names = "--delay", paramLabel = "TICK=TIME", description = "It comes so much later: 120=50ms.")
    private String delay;

    @Option(names = "--insert", paramLabel = "TICK=STEP",
            description = "Right after it something more happens, as in a scenario file: \"120=host = force-synthetic\".")
    private String insert;

    /** The tick that is meant, null for a setting. */
    Tick tick() {
        if (drop != null) {
            return Journal.tick(drop);
        }
        String pair = delay != null ? delay : insert;
        return pair == null ? null : Journal.tick(left(delay != null ? "--delay" : "--insert", pair));
    }

    /** In words. */
    String words() {
        if (set != null) {
            return set;
        } else if (drop != null) {
            return "without " + drop;
        }
        return delay != null ? "with " + left("--delay", delay) + " later by " + right(delay)
                : "with '" + right(insert) + "' after " + left("--insert", insert);
    }

    /**
     * What is changed.
     *
     * @param nics that a step can be about
     */
    Change change(Set<String> nics) throws ScenarioFileException {
        if (set != null) {
            return setting(left("--set", set), right(set));
        } else if (drop != null) {
            return new Change.Drop(tick());
        } else if (delay != null) {
            return new Change.Delay(tick(), Lengths.parse("--delay " + delay, right(delay)));
        }
        return new Change.Insert(tick(), ScenarioParser.step("--insert", right(insert), nics));
    }

    private Change setting(String name, String value) {
        for (Change.Setting each : Change.Setting.values()) {
            if (each.word().equals(name)) {
                return new Change.Set(each, each.isTime() ? Lengths.parse("--set " + set, value) : number(value));
            }
        }
        throw new BadInput("--set " + set + ": there is no setting '" + name + "'; allowed: " + SETTINGS);
    }

    private long number(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new BadInput("--set " + set + ": '" + value + "' is no number");
        }
        return Long.parseLong(value);
    }

    private static String left(String option, String pair) {
        int at = pair.indexOf('=');
        if (at <= 0) {
            throw new BadInput(option + " " + pair + ": it wants a '=' with something on both sides");
        }
        return pair.substring(0, at).strip();
    }

    private static String right(String pair) {
        return pair.substring(pair.indexOf('=') + 1).strip();
    }
}
