package io.netvscd.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * The answer to {@code status} in the text form that Prometheus scrapes (exposition format 0.0.4): each metric with its help and type, then
 * a line for each of its values.
 */
final class MetricsText {
    private static final List<String> PATHS = List.of("synthetic", "switching-to-vf", "vf", "switching-to-synthetic");
    private static final List<String> PORTS = List.of("master", "vf", "synthetic");

    private final StringBuilder text = new StringBuilder();
    private final JsonNode status;

    private MetricsText(JsonNode status) {
        this.status = status;
    }

    static String of(JsonNode status) {
        MetricsText metrics = new MetricsText(status);
        metrics.build();
        metrics.nics();
        metrics.ports();
        metrics.vfs();
        metrics.journal();
        return metrics.text.toString();
    }

    private void build() {
        head("netvscd_build_info", "gauge", "The version that runs.");
        value("netvscd_build_info", 1, "version", status.path("version").asText());
    }

    private void nics() {
        head("netvscd_nic_admin_up", "gauge", "Whether the NIC is set up.");
        status.path("nics").forEach(nic -> value("netvscd_nic_admin_up", bit(nic.path("admin").asText().equals("up")), "nic", name(nic)));
        head("netvscd_nic_datapath", "gauge", "The data path that the NIC is on: 1 for that one, 0 for the others.");
        for (JsonNode nic : status.path("nics")) {
            PATHS.forEach(path -> value("netvscd_nic_datapath", bit(nic.path("datapath").asText().equals(path)), "nic", name(nic),
                    "path", path));
        }
        head("netvscd_channel_open", "gauge", "Whether the channel to the host carries traffic.");
        status.path("nics").forEach(nic ->
                value("netvscd_channel_open", bit(nic.at("/channel/state").asText().equals("open")), "nic", name(nic)));
        head("netvscd_channel_link_up", "gauge", "Whether the host says that the link is up.");
        status.path("nics").forEach(nic ->
                value("netvscd_channel_link_up", bit(nic.at("/channel/link").asText().equals("up")), "nic", name(nic)));
    }

    private void ports() {
        head("netvscd_port_frames_total", "counter", "Frames that a port of the NIC sent and received since the daemon started.");
        perPort("netvscd_port_frames_total", "Frames");
        head("netvscd_port_bytes_total", "counter", "Octets of these frames.");
        perPort("netvscd_port_bytes_total", "Bytes");
        head("netvscd_port_dropped_total", "counter", "Frames that a port dropped since the daemon started.");
        for (JsonNode nic : status.path("nics")) {
            PORTS.forEach(port -> value("netvscd_port_dropped_total", nic.path("counters").path(port).path("dropped").asLong(),
                    "nic", name(nic), "port", port));
        }
    }

    private void perPort(String metric, String what) {
        for (JsonNode nic : status.path("nics")) {
            for (String port : PORTS) {
                JsonNode counters = nic.path("counters").path(port);
                value(metric, counters.path("tx" + what).asLong(), "nic", name(nic), "port", port, "direction", "tx");
                value(metric, counters.path("rx" + what).asLong(), "nic", name(nic), "port", port, "direction", "rx");
            }
        }
    }

    private void vfs() {
        head("netvscd_vf_state", "gauge", "The VFs of the NIC, each with the state that it is in.");
        for (JsonNode nic : status.path("nics")) {
            nic.path("vfs").forEach(vf -> value("netvscd_vf_state", 1, "nic", name(nic), "vf", vf.path("name").asText(),
                    "pci", vf.path("pci").asText(), "state", vf.path("state").asText()));
        }
        head("netvscd_vf_warnings", "gauge", "What is wrong with a VF, as many things as there are.");
        for (JsonNode nic : status.path("nics")) {
            nic.path("vfs").forEach(vf -> value("netvscd_vf_warnings", vf.path("warnings").size(), "nic", name(nic),
                    "vf", vf.path("name").asText()));
        }
    }

    private void journal() {
        JsonNode journal = status.path("journal");
        one("netvscd_journal_healthy", "gauge", "Whether writes reach the disk and nothing was found damaged.",
                bit(journal.path("healthy").asBoolean()));
        one("netvscd_journal_records", "gauge", "Records on disk.", journal.path("records").asLong());
        one("netvscd_journal_last_tick", "gauge", "The newest tick on disk.", journal.path("lastTick").asLong());
        one("netvscd_journal_gaps", "gauge", "Gaps in the journal, each of which names what was lost.", journal.path("gaps").asLong());
        one("netvscd_journal_queued_records", "gauge", "Records in memory that are not on disk yet.", journal.path("queued").asLong());
        one("netvscd_journal_lost_records_total", "counter", "Records lost since the daemon started.", journal.path("lost").asLong());
        one("netvscd_journal_bytes", "gauge", "What the journal's files have.", journal.at("/kept/bytes").asLong());
        one("netvscd_journal_bytes_limit", "gauge", "What they may have, records around incidents not counted.",
                journal.at("/kept/limit").asLong());
        one("netvscd_journal_forgotten_records", "gauge", "Records that retention has taken away.",
                journal.at("/kept/forgotten").asLong());
        one("netvscd_journal_pins", "gauge", "Times around incidents whose records are kept longer.", journal.at("/kept/pins").size());
    }

    private void one(String metric, String type, String help, long value) {
        head(metric, type, help);
        value(metric, value);
    }

    private void head(String metric, String type, String help) {
        text.append("# HELP ").append(metric).append(' ').append(help).append('\n')
                .append("# TYPE ").append(metric).append(' ').append(type).append('\n');
    }

    /** @param labels names and values in turn */
    private void value(String metric, long value, String... labels) {
        text.append(metric);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(labels[i + 1])).append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(String.format(Locale.ROOT, "%d", value)).append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String name(JsonNode nic) {
        return nic.path("name").asText();
    }

    private static long bit(boolean truth) {
        return truth ? 1 : 0;
    }
}
