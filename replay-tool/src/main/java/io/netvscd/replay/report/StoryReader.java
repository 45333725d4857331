package io.netvscd.replay.report;

import io.netvscd.journal.export.BundleReader;
import io.netvscd.journal.export.JournalSource;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfEvent;
import io.netvscd.replay.sim.Beginnings;
import io.netvscd.replay.sim.Machines;
import io.netvscd.replay.stats.Statistics;
import io.netvscd.replay.timeline.Causes;
import io.netvscd.replay.timeline.TimeAxis;
import io.netvscd.replay.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a journal once and remembers what the report tells of it. */
final class StoryReader {
    private static final int FOLLOWED_MAX = 20;

    private final Timeline timeline;
    private final TimeAxis axis = new TimeAxis();
    private final Statistics statistics = new Statistics();
    private final Causes causes = new Causes();
    private final Lanes lanes = new Lanes();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final SortedMap<String, String> facts = new TreeMap<>();
    private Weight heaviest = Weight.ORDINARY;
    private int incident = -1;

    /** For records all of which are there. */
    StoryReader() {
        this(Beginnings.NONE);
    }

    private StoryReader(Beginnings beginnings) {
        timeline = new Timeline(Machines.all(), beginnings);
    }

    static Story read(JournalSource source) {
        StoryReader reader = new StoryReader(new Beginnings(source.states()));
        if (source instanceof BundleReader bundle) {
            reader.facts.putAll(bundle.manifest().facts());
        }
        try (Stream<TransitionRecord> records = source.records()) {
            records.forEachOrdered(reader::accept);
        }
        return reader.story(source.gaps());
    }

    /** Takes the next record. */
    void accept(TransitionRecord turn) {
        Timeline.Line line = timeline.next(turn);
        long atNs = axis.place(turn.stamp());
        Weight weight = Weight.of(turn);
        if (incident < 0 || weight.compareTo(heaviest) > 0) {
            heaviest = weight;
            incident = entries.size();
        }
        entries.add(new Entry(line, atNs));
        statistics.accept(turn);
        causes.accept(turn);
        lanes.accept(line, atNs);
        for (Event event : turn.events()) {
            if (event instanceof VfEvent.WarningRaised raised) {
                warnings.add(turn.owner() + ": " + raised.warning());
            } else if (event instanceof MasterEvent.AlarmRaised alarm) {
                warnings.add(turn.owner() + ": " + alarm.text());
            }
        }
        if (turn.input() instanceof MasterInput.MasterStarted started) {
            facts.put("NIC " + turn.owner().nic(), words(started.facts()));
        }
    }

    Story story(List<JournalGap> gaps) {
        long endNs = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).atNs();
        List<TransitionRecord> chain = new ArrayList<>();
        List<TransitionRecord> followed = List.of();
        if (incident >= 0) {
            chain.addAll(causes.chain(incident));
            Collections.reverse(chain);
            followed = causes.consequences(incident).stream().limit(FOLLOWED_MAX).map(Causes.Consequence::turn).toList();
        }
        return new Story(entries, lanes.lanes(endNs), incident, chain, followed, statistics.nics(), statistics.lives(), gaps,
                List.copyOf(warnings), facts);
    }

    private static String words(NicFacts nic) {
        return "MAC " + nic.permanentMac() + ", MTU " + nic.mtu() + ", takeover delay " + nic.takeoverDelayMs() + " ms"
                + (nic.hostless() ? ", no host: the synthetic path is a netdev" : "")
                + (nic.syntheticDevice().isEmpty() ? "" : ", synthetic path over " + nic.syntheticDevice())
                + (nic.anyDevice() ? ", any netdev may be its VF" : "");
    }
}
