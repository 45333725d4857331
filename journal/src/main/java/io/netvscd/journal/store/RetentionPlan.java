package io.netvscd.journal.store;

import io.netvscd.journal.format.Chapter;
import io.netvscd.journal.format.Pin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Decides which chapters go, from what is there and nothing else. */
final class RetentionPlan {
    /**
     * A chapter and what it takes on the disk.
     *
     * @param bytes about, LevelDB's compression counted
     */
    record Sized(Chapter chapter, long bytes) {
    }

    private RetentionPlan() {
    }

    /**
     * The chapters that go, in order: from the oldest on, those that are too old or too much, but for those that a pin holds; of these,
     * the oldest when they are too much by themselves. Once something goes for its size, enough goes for some time.
     *
     * @param chapters    all that are complete, in order; the last stays
     * @param folderBytes what all files have now
     * @param nowMs       the time from which age is counted
     */
    static List<Chapter> of(RetentionRules rules, Collection<Pin> pins, List<Sized> chapters, long folderBytes, long nowMs) {
        List<Chapter> going = new ArrayList<>();
        Deque<Sized> pinned = new ArrayDeque<>();
        long pinnedBytes = 0;
        long bytes = folderBytes;
        long enough = rules.highBytes();
        for (int i = 0; i < chapters.size() - 1; i++) {
            Sized each = chapters.get(i);
            boolean isTooMuch = bytes > enough;
            if (!isTooMuch && !isOld(rules, each.chapter(), nowMs)) {
                break;
            }
            bytes -= each.bytes();
            if (pins.stream().anyMatch(pin -> pin.holds(each.chapter()))) {
                pinned.add(each);
                pinnedBytes += each.bytes();
            } else {
                going.add(each.chapter());
                enough = isTooMuch ? rules.lowBytes() : enough;
            }
        }
        while (pinnedBytes > rules.pinBytes()) {
            Sized oldest = pinned.remove();
            going.add(oldest.chapter());
            pinnedBytes -= oldest.bytes();
        }
        going.sort(Comparator.comparingLong(chapter -> chapter.last().position()));
        return going;
    }

    private static boolean isOld(RetentionRules rules, Chapter chapter, long nowMs) {
        return chapter.lastWallClockMs() > 0 && nowMs - chapter.lastWallClockMs() > rules.ageMs();
    }
}
