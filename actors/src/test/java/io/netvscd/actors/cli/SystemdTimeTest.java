package io.netvscd.actors.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemdTimeTest {
    private static final long NOW_MS = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "now                                | 2026-11-23T12:00:00Z",
        "today                              | 2026-11-23T00:00:00Z",
        "yesterday                          | 2026-11-22T00:00:00Z",
        "tomorrow                           | 2026-11-24T00:00:00Z",
        "-15m                               | 2026-11-23T11:45:00Z",
        "-1h30min                           | 2026-11-23T10:30:00Z",
        "-90                                | 2026-11-23T11:58:30Z",
        "10 min ago                         | 2026-11-23T11:50:00Z",
        "1h 30min ago                       | 2026-11-23T10:30:00Z",
        "2 days ago                         | 2026-11-21T12:00:00Z",
        "1.5s ago                           | 2026-11-23T11:59:58.500Z",
        "+5min                              | 2026-11-23T12:05:00Z",
        "5min left                          | 2026-11-23T12:05:00Z",
        "03:12                              | 2026-11-23T03:12:00Z",
        "03:12:05.25                        | 2026-11-23T03:12:05.250Z",
        "2026-11-23                         | 2026-11-23T00:00:00Z",
        "2026-11-23 03:12                   | 2026-11-23T03:12:00Z",
        "2026-11-23 03:12:05                | 2026-11-23T03:12:05Z",
        "Mon 2026-11-23 03:12:05 UTC        | 2026-11-23T03:12:05Z",
        "Monday 2026-11-23 03:12            | 2026-11-23T03:12:00Z",
        "2026-11-23T03:12:05Z               | 2026-11-23T03:12:05Z",
        "2026-11-23T03:12:05+01:00          | 2026-11-23T02:12:05Z",
        "2026-11-23 03:12 Europe/Berlin     | 2026-11-23T02:12:00Z",
        "@1795403520                        | 2026-11-23T03:12:00Z",
        "@1795403520.5                      | 2026-11-23T03:12:00.500Z",
    })
    void readsWhatJournalctlReads(String text, String moment) {
        assertThat(Instant.ofEpochMilli(SystemdTime.parse(text, NOW_MS, ZoneOffset.UTC))).isEqualTo(moment);
    }

    @Test
    void takesTimesWithoutAZoneForOnesOfTheZoneGiven() {
        long berlin = SystemdTime.parse("2026-11-23 03:12", NOW_MS, ZoneId.of("Europe/Berlin"));

        assertThat(Instant.ofEpochMilli(berlin)).isEqualTo("2026-11-23T02:12:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "yesterday", "-15m", "10 min ago", "03:12"})
    void knowsWhatCountsFromNow(String text) {
        assertThat(SystemdTime.isRelative(text)).isTrue();
        assertThat(SystemdTime.isRelative("2026-11-23 03:12")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-", "ago", " ago", "2026-13-01", "25:00", "-5 parsecs", "@", "@x", "2026-11-23 03:12 Nowhere/Land",
        "-99999999999y", "5 left over"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> SystemdTime.parse(text, NOW_MS, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no time").hasMessageContaining("yesterday");
    }
}
