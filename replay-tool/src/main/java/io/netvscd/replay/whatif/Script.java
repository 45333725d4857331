package io.netvscd.replay.whatif;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a record teaches: what the outside did and when, and how long everything else took to come about. */
public final class Script {
    /** Where an input came from. */
    public enum Source {
        /** The outside did something, and this world knows what. */
        OUTSIDE,
        /** The outside did something that this world does not know: it is told again as it was told then. */
        AS_IT_CAME,
        /** It followed from what owners ordered. */
        BROUGHT_ABOUT
    }

    /**
     * How something that owners or the world brought about reached an owner.
     *
     * @param delayNs    until it did; of a timer, beyond its time
     * @param index      of the turn in which it was handled; negative: it never was
     * @param asRecorded what was said then, where the world says something else; else null
     */
    public record Arrival(long delayNs, int index, Input asRecorded) {
        static final Arrival NEVER = new Arrival(0, -1, null);

        public boolean came() {
            return index >= 0;
        }
    }

    /**
     * Something that was brought about.
     *
     * @param atNs    when it was said
     * @param arrival how it reached its owner
     */
    public record Said(long atNs, OwnerId to, Input input, Arrival arrival) {
    }

    /**
     * When the kernel did what it was asked to.
     *
     * @param index of the turn by which that was known; negative where it never was
     * @param errno 0 where it did it
     */
    record Applied(long delayNs, int index, int errno) {
    }

    /** What was asked of the kernel. */
    record Asked(OwnerId by, Action.SetNetdev set) {
    }

    /** A place for something that may come yet. */
    static final class Slot {
        private final List<Arrival> all;
        private final int nth;

        private Slot(List<Arrival> all, int nth) {
            this.all = all;
            this.nth = nth;
        }
    }

    /** Incarnations and generations begin anew with the daemon. */
    private record InLife(int life, Object what) {
    }

    private record SightingKey(int index, int ifindex) {
    }

    private record Known(Netdev before, boolean link) {
        private static final Known NOTHING = new Known(null, true);
    }

    private final List<TransitionRecord> turns;
    private final long[] atNs;
    private final Source[] sources;
    private final Map<SightingKey, Known> known = new HashMap<>();
    private final Map<InLife, List<Arrival>> arrivals = new HashMap<>();
    private final Map<InLife, List<Applied>> settings = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final List<Traffic> traffic = new ArrayList<>();
    private final Map<Class<?>, List<Long>> delays = new HashMap<>();

    Script(List<TransitionRecord> turns, long[] atNs) {
        this.turns = List.copyOf(turns);
        this.atNs = atNs.clone();
        sources = new Source[turns.size()];
    }

    /** The recorded turns, in order. */
    public List<TransitionRecord> turns() {
        return turns;
    }

    /** When a turn was taken, on one axis over all lives of the daemon. */
    public long atNs(int index) {
        return atNs[index];
    }

    long endNs() {
        return turns.isEmpty() ? 0 : atNs[atNs.length - 1];
    }

    public Source source(int index) {
        return sources[index];
    }

    void source(int index, Source source) {
        sources[index] = source;
    }

    /** How many inputs came from where. */
    Map<Source, Long> sources() {
        Map<Source, Long> counted = new EnumMap<>(Source.class);
        for (Source source : sources) {
            counted.merge(source, 1L, Long::sum);
        }
        return counted;
    }

    /** What the record knew of devices when it saw them at this turn. */
    public Sight sight(int index) {
        return new Sight() {
            @Override
            public Netdev before(Netdev netdev) {
                return known.getOrDefault(new SightingKey(index, netdev.ifindex()), Known.NOTHING).before;
            }

            @Override
            public boolean link(Netdev netdev) {
                return known.getOrDefault(new SightingKey(index, netdev.ifindex()), Known.NOTHING).link;
            }
        };
    }

    /** At this turn a device was seen that had last been seen so (null: it appears), and that has a link or none. */
    void saw(int index, int ifindex, Netdev before, boolean link) {
        known.put(new SightingKey(index, ifindex), new Known(before, link));
    }

    void add(int life, Likeness likeness, Arrival arrival) {
        arrivals.computeIfAbsent(new InLife(life, likeness), key -> new ArrayList<>()).add(arrival);
        if (arrival.came()) {
            delays.computeIfAbsent(turns.get(arrival.index()).input().getClass(), type -> new ArrayList<>()).add(arrival.delayNs());
        }
    }

    /** As {@link #add}, of something that may come yet: returns a slot for {@link #came}. */
    Slot expect(int life, Likeness likeness) {
        List<Arrival> all = arrivals.computeIfAbsent(new InLife(life, likeness), key -> new ArrayList<>());
        all.add(Arrival.NEVER);
        return new Slot(all, all.size() - 1);
    }

    /** It has come. */
    void came(Slot slot, Arrival arrival) {
        slot.all.set(slot.nth, arrival);
        delays.computeIfAbsent(turns.get(arrival.index()).input().getClass(), type -> new ArrayList<>()).add(arrival.delayNs());
    }

    /** How something reached its owner the n-th time that it was brought about in a life, from 0; null where it was not so often. */
    Arrival arrival(int life, Likeness likeness, int nth) {
        List<Arrival> all = arrivals.getOrDefault(new InLife(life, likeness), List.of());
        return nth < all.size() ? all.get(nth) : null;
    }

    void add(int life, Asked asked, Applied applied) {
        settings.computeIfAbsent(new InLife(life, asked), key -> new ArrayList<>()).add(applied);
    }

    /** What the kernel did the n-th time that it was asked this in a life, from 0; null where it was not so often. */
    Applied applied(int life, Asked asked, int nth) {
        List<Applied> all = settings.getOrDefault(new InLife(life, asked), List.of());
        return nth < all.size() ? all.get(nth) : null;
    }

    void said(Said what) {
        said.add(what);
    }

    /** Everything that was brought about, in the order in which it was said; no timers. */
    public List<Said> said() {
        return Collections.unmodifiableList(said);
    }

    void add(Traffic between) {
        traffic.add(between);
    }

    List<Traffic> traffic() {
        return Collections.unmodifiableList(traffic);
    }

    /** How long inputs of a kind took on their way: the median; 0 where there was none. */
    public long typicalDelayNs(Class<? extends Input> type) {
        List<Long> all = new ArrayList<>(delays.getOrDefault(type, List.of()));
        Collections.sort(all);
        return all.isEmpty() ? 0 : all.get(all.size() / 2);
    }

    /** How long the kernel took to set something: the median. */
    public long typicalSettingNs() {
        List<Long> all = new ArrayList<>();
        settings.values().forEach(each -> each.forEach(applied -> all.add(applied.delayNs())));
        Collections.sort(all);
        return all.isEmpty() ? 0 : all.get(all.size() / 2);
    }
}
