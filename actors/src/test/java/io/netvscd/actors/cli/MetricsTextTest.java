package io.netvscd.actors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private static final String STATUS = """
            {"nics": [{"name": "eth0", "mac": "00:15:5d:0a:00:01", "mode": "run", "admin": "up", "mtu": 1500, "datapath": "vf",
              "channel": {"state": "open", "nvsp": "6.1", "link": "up"},
              "vfs": [{"name": "vf\\"0", "pci": "0002:00:02.0", "serial": 2, "state": "active", "warnings": ["an address"]}],
              "counters": {"master": {"txFrames": 1, "txBytes": 2, "rxFrames": 3, "rxBytes": 4, "dropped": 5},
                "vf": {"txFrames": 6, "txBytes": 7, "rxFrames": 8, "rxBytes": 9, "dropped": 10},
                "synthetic": {"txFrames": 11, "txBytes": 12, "rxFrames": 13, "rxBytes": 14, "dropped": 15}}}],
             "journal": {"dir": "/j", "records": 21, "lastTick": 22, "healthy": false, "gaps": 1, "trouble": "disk full", "queued": 23,
               "lost": 24, "kept": {"bytes": 25, "limit": 26, "forgotten": 27, "pins": [{"from": 1, "to": 2, "why": "mark"}]}},
             "version": "0.1"}
            """;
    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_]+(\\{[a-z]+=\"([^\"\\\\]|\\\\.)*\"(,[a-z]+=\"([^\"\\\\]|\\\\.)*\")*})? \\d+");

    private final List<String> lines;

    MetricsTextTest() throws Exception {
        lines = MetricsText.of(JsonMapper.builder().build().readTree(STATUS)).lines().toList();
    }

    @Test
    void everyPortsCountersAreThere() {
        assertThat(lines).contains(
                "netvscd_port_frames_total{nic=\"eth0\",port=\"vf\",direction=\"tx\"} 6",
                "netvscd_port_bytes_total{nic=\"eth0\",port=\"synthetic\",direction=\"rx\"} 14",
                "netvscd_port_dropped_total{nic=\"eth0\",port=\"master\"} 5");
    }

    @Test
    void aNicIsOnOnePath() {
        assertThat(lines.stream().filter(line -> line.startsWith("netvscd_nic_datapath{"))).containsExactlyInAnyOrder(
                "netvscd_nic_datapath{nic=\"eth0\",path=\"synthetic\"} 0",
                "netvscd_nic_datapath{nic=\"eth0\",path=\"switching-to-vf\"} 0",
                "netvscd_nic_datapath{nic=\"eth0\",path=\"vf\"} 1",
                "netvscd_nic_datapath{nic=\"eth0\",path=\"switching-to-synthetic\"} 0");
    }

    @Test
    void theJournalsTroubleShows() {
        assertThat(lines).contains("netvscd_journal_healthy 0", "netvscd_journal_queued_records 23",
                "netvscd_journal_lost_records_total 24", "netvscd_journal_gaps 1", "netvscd_journal_bytes 25",
                "netvscd_journal_bytes_limit 26", "netvscd_journal_forgotten_records 27", "netvscd_journal_pins 1");
    }

    @Test
    void labelsAreEscaped() {
        assertThat(lines).contains(
                "netvscd_vf_state{nic=\"eth0\",vf=\"vf\\\"0\",pci=\"0002:00:02.0\",state=\"active\"} 1");
    }

    @Test
    void everyValueFollowsItsHelpAndType() {
        String metric = "";
        for (String line : lines) {
            if (line.startsWith("# HELP ")) {
                metric = line.split(" ")[2];
            } else if (line.startsWith("# TYPE ")) {
                assertThat(line.split(" ")[2]).isEqualTo(metric);
            } else {
                assertThat(line).startsWith(metric).matches(SAMPLE);
            }
        }
        List<String> heads = lines.stream().filter(line -> line.startsWith("# HELP ")).map(line -> line.split(" ")[2]).toList();
        assertThat(heads).doesNotHaveDuplicates();
        assertThat(Stream.of("netvscd_build_info", "netvscd_vf_warnings")).allMatch(heads::contains);
    }
}
