package io.netvscd.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Entry;
import io.netvscd.journal.format.Head;
import io.netvscd.journal.format.Pin;
import io.netvscd.journal.store.RetentionPlan.Sized;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten chapters of ten minutes and 10 MiB each, and what goes of them under which rule. */
class RetentionPlanTest {
    private static final long MIB = 1 << 20;
    private static final long MINUTE_MS = 60_000;
    private static final long NOW_MS = 100 * MINUTE_MS;
    private static final long FOREVER_MS = Long.MAX_VALUE;

    @Test
    void nothingGoesWhileThereIsRoom() {
        assertThat(going(FOREVER_MS, 200 * MIB, 0)).isEmpty();
    }

    @Test
    void whatIsTooOldGoes() {
        assertThat(going(35 * MINUTE_MS, 200 * MIB, 0)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void theNewestChapterStaysHoweverOldItIs() {
        assertThat(going(-1, 200 * MIB, 0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void whatIsTooMuchGoesFromTheOldestOnUntilThereIsRoomForSomeTime() {
        // 100 MiB are more than three quarters of 128: down to five eighths.
        assertThat(going(FOREVER_MS, 128 * MIB, 0)).containsExactly(1, 2);
    }

    @Test
    void aPinnedChapterStays() {
        assertThat(going(35 * MINUTE_MS, 200 * MIB, 50 * MIB, pin(25, 35))).containsExactly(1, 2, 5, 6);
    }

    @Test
    void pinnedChaptersDoNotCountWithTheOthers() {
        // 90 MiB are left without the pinned ten: less than three quarters of 128, more than those of 112; then down to five eighths.
        assertThat(going(FOREVER_MS, 128 * MIB, 50 * MIB, pin(0, 5))).isEmpty();
        assertThat(going(FOREVER_MS, 112 * MIB, 50 * MIB, pin(0, 5))).containsExactly(2, 3);
    }

    @Test
    void ofTooManyPinnedChaptersTheOldestGo() {
        assertThat(going(35 * MINUTE_MS, 200 * MIB, 25 * MIB, pin(0, 45))).containsExactly(1, 2, 3, 6);
    }

    @Test
    void chaptersWithoutAnyTimeGoForTheirSizeAlone() {
        Chapter timeless = new Chapter(Head.START, new Head(10, new byte[Head.HASH_BYTES]), false, 0, 0, 0, 0, Entry.NO_STAMP, List.of());
        List<Sized> chapters = new ArrayList<>(chapters());
        chapters.add(0, new Sized(timeless, 10 * MIB));
        assertThat(RetentionPlan.of(new RetentionRules(0, 200 * MIB, 0, 0, 0), List.of(), chapters, 110 * MIB, NOW_MS)).isEmpty();
    }

    @Test
    void aJournalWithoutRoomToTurnRoundInIsRefused() {
        assertThatThrownBy(() -> new RetentionRules(0, 63 * MIB, 0, 0, 0)).hasMessageContaining("64 MiB");
    }

    private static List<Integer> going(long ageMs, long bytes, long pinBytes, Pin... pins) {
        RetentionRules rules = new RetentionRules(ageMs, bytes, pinBytes, 0, 0);
        return RetentionPlan.of(rules, List.of(pins), chapters(), 100 * MIB, NOW_MS).stream()
                .map(chapter -> (int) chapter.last().position() / 10)
                .toList();
    }

    private static List<Sized> chapters() {
        List<Sized> chapters = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            chapters.add(new Sized(new Chapter(new Head(10L * i - 10, new byte[Head.HASH_BYTES]), new Head(10L * i, new byte[Head.HASH_BYTES]),
                    false, 0, 0, (10 * i - 10) * MINUTE_MS, (10 * i - 1) * MINUTE_MS, Entry.NO_STAMP, List.of()), 10 * MIB));
        }
        return chapters;
    }

    private static Pin pin(long fromMinute, long toMinute) {
        return new Pin(1, fromMinute * MINUTE_MS, toMinute * MINUTE_MS, "test");
    }
}
