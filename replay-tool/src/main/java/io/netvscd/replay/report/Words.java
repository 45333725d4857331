package io.netvscd.replay.report;

import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.replay.stats.NicStatistics;
import io.netvscd.replay.timeline.Timeline;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The summary, in sentences that need no knowledge of the machines. */
final class Words {
    private static final DateTimeFormatter WALL_CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long HOUR_NS = 60 * MINUTE_NS;

    private Words() {
    }

    static List<String> summary(Story story) {
        List<String> sentences = new ArrayList<>();
        if (story.entries().isEmpty()) {
            return List.of("The journal holds no transition.");
        }
        sentences.add("The journal covers " + duration(story.endNs()) + ", from " + wallClock(first(story)) + " to "
                + wallClock(story.entries().get(story.entries().size() - 1).line().turn().stamp()) + ": "
                + count(story.entries().size(), "transition") + " in " + count(story.lives(), "start") + " of the daemon.");
        story.nics().forEach((nic, one) -> sentences.add(nic(nic, one)));
        sentences.add(incident(story));
        long lost = story.gaps().stream().flatMap(gap -> gap.lost().stream()).mapToLong(JournalGap.LostRecords::count).sum();
        if (!story.gaps().isEmpty()) {
            sentences.add("The journal has " + count(story.gaps().size(), "gap") + ": " + count(lost, "record")
                    + " could not be kept. What is said here may be incomplete.");
        }
        return sentences;
    }

    private static String nic(String nic, NicStatistics one) {
        String share = one.observedNs() == 0 ? "" : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * one.onVfNs() / one.observedNs());
        return nic + " spent " + duration(one.onVfNs()) + share + " on its VF and " + duration(one.onSyntheticNs())
                + " on the synthetic path. It moved to the VF " + times(one.toVf()) + ", left it by order "
                + times(one.toSynthetic()) + " and by itself, because the VF failed, " + times(one.fellBack()) + ". "
                + count(one.traffic().master().txFrames(), "frame") + " sent, "
                + count(one.traffic().master().rxFrames(), "frame") + " delivered, "
                + count(one.dropped(), "frame") + " dropped where a counter saw it.";
    }

    private static String incident(Story story) {
        Entry entry = story.entries().get(story.incident());
        Weight weight = Weight.of(entry.line().turn());
        return weight == Weight.ORDINARY
                ? "No move of a data path and no trouble with a host or a VF is recorded."
                : "What matters most: at " + Timeline.time(entry.line().sinceNs()) + " s ("
                        + wallClock(entry.line().turn().stamp()) + ") " + entry.line().turn().owner().nic() + " "
                        + weight.words() + ".";
    }

    /** A length of time in the unit that suits it. */
    static String duration(long ns) {
        if (ns < SECOND_NS) {
            return String.format(Locale.ROOT, "%.1f ms", ns / 1e6);
        } else if (ns < MINUTE_NS) {
            return String.format(Locale.ROOT, "%.2f s", ns / 1e9);
        } else if (ns < HOUR_NS) {
            return ns / MINUTE_NS + " min " + ns % MINUTE_NS / SECOND_NS + " s";
        }
        return ns / HOUR_NS + " h " + ns % HOUR_NS / MINUTE_NS + " min";
    }

    static String wallClock(Stamp stamp) {
        return WALL_CLOCK.format(Instant.ofEpochMilli(stamp.wallClockMs()));
    }

    private static Stamp first(Story story) {
        return story.entries().get(0).line().turn().stamp();
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String times(long number) {
        return number == 1 ? "once" : number == 2 ? "twice" : number + " times";
    }
}
