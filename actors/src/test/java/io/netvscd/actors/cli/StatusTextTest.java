package io.netvscd.actors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    @Test
    void theFirstLineOfANicSaysWhichPathCarriesItsTraffic() throws IOException {
        List<String> lines = text("""
                {"nics": [{"name": "eth0", "mac": "00:15:5d:0a:00:01", "admin": "up", "mtu": 1500, "datapath": "vf",
                  "channel": {"state": "open", "nvsp": "6.1", "link": "up"},
                  "vfs": [{"name": "enP2s1", "pci": "0002:00:02.0", "state": "active",
                    "warnings": ["address 10.0.0.9/24"]}],
                  "counters": {}}],
                 "journal": {"healthy": true, "records": 1234, "dir": "/j", "gaps": 0}}""");

        assertThat(lines.get(0)).isEqualTo("eth0: traffic on the vf path, up, MTU 1500, 00:15:5d:0a:00:01");
        assertThat(lines).contains("  channel: open, NVSP 6.1, link up", "  VF enP2s1: active, 0002:00:02.0",
                "    warning: address 10.0.0.9/24", "journal: healthy, 1,234 records in /j");
    }

    @Test
    void aJournalInTroubleAndItsGapsAreNotToBeOverlooked() throws IOException {
        List<String> lines = text("""
                {"nics": [],
                 "journal": {"healthy": false, "trouble": "no space", "records": 7, "dir": "/j", "gaps": 2}}""");

        assertThat(lines).containsExactly(
                "no NIC is configured", "journal: IN TROUBLE: no space, 7 records in /j, 2 gaps");
    }

    private static List<String> text(String json) throws IOException {
        return StatusText.of(Console.json().readTree(json));
    }
}
