package io.netvscd.replay.report;

import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.stats.NicStatistics;
import java.util.List;
import java.util.SortedMap;

/**
 * All that the report tells.
 *
 * @param entries  every transition, in order
 * @param lanes    of the timeline, from the host down to the frames
 * @param incident index of the transition that matters most; -1 in an empty journal
 * @param chain    what brought the incident about, the outside first, the incident last
 * @param followed what came of it, directly or by way of others; the first of that
 * @param warnings each once, in the order in which they were first raised
 * @param facts    of the environment, by name
 */
record Story(
        List<Entry> entries,
        List<Lane> lanes,
        int incident,
        List<TransitionRecord> chain,
        List<TransitionRecord> followed,
        SortedMap<String, NicStatistics> nics,
        int lives,
        List<JournalGap> gaps,
        List<String> warnings,
        SortedMap<String, String> facts) {
    long endNs() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).atNs();
    }
}
