package io.netvscd.actors.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    private static final long NOW_MS = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({"-15m, 900000", "15m, 900000", "-2h, 7200000", "-30s, 30000", "-1d, 86400000", "now, 0"})
    void countsBackFromNow(String text, long agoMs) throws CommandFailed {
        assertThat(NOW_MS - Since.parse(text, NOW_MS)).isEqualTo(agoMs);
    }

    @Test
    void takesLocalTimes() throws CommandFailed {
        assertThat(Since.parse("2026-11-23T03:12:00", NOW_MS)).isEqualTo(local("2026-11-23T03:12:00"));
        assertThat(Since.parse("2026-11-23 03:12:00", NOW_MS)).isEqualTo(local("2026-11-23T03:12:00"));
        assertThat(Since.parse("2026-11-23", NOW_MS)).isEqualTo(local("2026-11-23T00:00:00"));
    }

    @Test
    void takesTimesWithTheirOwnZone() throws CommandFailed {
        assertThat(Since.parse("2026-11-23T11:00:00Z", NOW_MS)).isEqualTo(NOW_MS - 3_600_000);
        assertThat(Since.parse("2026-11-23T12:00:00+01:00", NOW_MS)).isEqualTo(NOW_MS - 3_600_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-13-01", "25:00", "15 minutes", "-", "-5 parsecs", "@x", "2026-11-23 03:12 Nowhere/Land"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Since.parse(text, NOW_MS))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("no time");
    }

    private static long local(String text) {
        return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
    }
}
