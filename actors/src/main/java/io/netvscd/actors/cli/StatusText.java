package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The status for people: the first line of each NIC answers the first question. */
final class StatusText {
    private StatusText() {
    }

    static List<String> of(JsonNode status) {
        List<String> lines = new ArrayList<>();
        for (JsonNode nic : status.path("nics")) {
            nic(nic, lines);
        }
        if (status.path("nics").isEmpty()) {
            lines.add("no NIC is configured");
        }
        JsonNode journal = status.path("journal");
        lines.add(String.format(Locale.ROOT, "journal: %s, %,d records in %s%s%s",
                journal.path("healthy").asBoolean() ? "healthy" : "IN TROUBLE: " + journal.path("trouble").asText(),
                journal.path("records").asLong(),
                journal.path("dir").asText(),
                journal.path("gaps").asLong() == 0 ? "" : ", " + journal.path("gaps").asLong() + " gaps",
                journal.at("/kept/forgotten").asLong() == 0 ? ""
                        : ", " + journal.at("/kept/forgotten").asLong() + " older ones taken away by retention"));
        return lines;
    }

    private static void nic(JsonNode nic, List<String> lines) {
        lines.add(String.format(Locale.ROOT, "%s: traffic on the %s path, %s, MTU %d, %s",
                nic.path("name").asText(),
                nic.path("datapath").asText(),
                nic.path("admin").asText(),
                nic.path("mtu").asInt(),
                nic.path("mac").asText()));
        for (JsonNode warning : nic.path("warnings")) {
            lines.add("  WARNING: " + warning.asText());
        }
        JsonNode channel = nic.path("channel");
        lines.add("  channel: " + channel.path("state").asText()
                + (channel.path("nvsp").asText().isEmpty() ? "" : ", NVSP " + channel.path("nvsp").asText())
                + ", link " + channel.path("link").asText());
        if (nic.path("vfs").isEmpty()) {
            lines.add("  no VF");
        }
        for (JsonNode vf : nic.path("vfs")) {
            lines.add("  VF " + vf.path("name").asText() + ": " + vf.path("state").asText()
                    + (vf.path("pci").asText().isEmpty() ? "" : ", " + vf.path("pci").asText()));
            for (JsonNode warning : vf.path("warnings")) {
                lines.add("    warning: " + warning.asText());
            }
        }
        if (nic.path("flaps").path("perHour").asLong() > 0) {
            lines.add("  the VF was left about " + nic.path("flaps").path("perHour").asLong() + " times an hour lately");
        }
        lines.add("  lane to a VF: " + nic.path("lane").path("vf").asText() + " (" + nic.path("lane").path("reason").asText() + ")");
        for (String end : List.of("master", "vf", "synthetic")) {
            JsonNode counters = nic.path("counters").path(end);
            lines.add(String.format(Locale.ROOT,
                    "  %-9s  tx %,14d frames %,18d bytes   rx %,14d frames %,18d bytes   %,d dropped",
                    end,
                    counters.path("txFrames").asLong(),
                    counters.path("txBytes").asLong(),
                    counters.path("rxFrames").asLong(),
                    counters.path("rxBytes").asLong(),
                    counters.path("dropped").asLong()));
        }
    }
}
