package io.netvscd.actors.daemon;

import io.netvscd.config.NetvscdConfig;
import java.util.ArrayList;
import java.util.List;

/** What differs between two configurations, line by line of their full text. */
final class ConfigDifference {
    private ConfigDifference() {
    }

    /** The lines that are new or changed, then those that are gone; empty for equal configurations. */
    static List<String> between(NetvscdConfig now, NetvscdConfig next) {
        List<String> nowLines = lines(now);
        List<String> nextLines = lines(next);
        List<String> changes = new ArrayList<>();
        nextLines.stream().filter(line -> !nowLines.contains(line)).forEach(line -> changes.add("+ " + line));
        nowLines.stream().filter(line -> !nextLines.contains(line)).forEach(line -> changes.add("- " + line));
        if (changes.isEmpty() && !now.equals(next)) {
            changes.add("the order of the NICs");
        }
        return changes;
    }

    private static List<String> lines(NetvscdConfig config) {
        return config.toText().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
