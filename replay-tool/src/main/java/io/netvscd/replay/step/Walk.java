package io.netvscd.replay.step;

import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.KeptFrame;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import io.netvscd.replay.timeline.RecordText;
import io.netvscd.replay.timeline.Tick;
import io.netvscd.replay.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** A walk through a journal: one stands at a transition, and knows what every owner knew after it and which frames passed then. */
public final class Walk {
    /**
     * What an owner knew.
     *
     * @param phase as the machine's table names it
     */
    public record Knowledge(String phase, Object state) {
        /** In words. */
        public String text() {
            return RecordText.of(state);
        }
    }

    private record Place(Timeline.Line line, Knowledge after) {
    }

    private final List<Place> places = new ArrayList<>();
    private final Map<OwnerId, Knowledge> before = new TreeMap<>();
    private final Map<String, List<KeptFrame>> frames = new HashMap<>();
    private final Owners owners;
    private final Timeline timeline;
    private int at;

    /** One through no transition yet. */
    public Walk(Function<OwnerId.Kind, Machine<?>> machines) {
        owners = new Owners(machines);
        timeline = new Timeline(machines);
    }

    /** A transition before the walk: what is known from it is known. */
    public void remember(TransitionRecord turn) {
        timeline.next(turn);
        before.put(turn.owner(), apply(turn));
    }

    /** The next transition of the walk. */
    public void add(TransitionRecord turn) {
        Timeline.Line line = timeline.next(turn);
        places.add(new Place(line, apply(turn)));
    }

    /** A frame that a black box kept. */
    public void add(KeptFrame frame) {
        frames.computeIfAbsent(frame.bootEpoch() + ":" + frame.frame().tick(), tick -> new ArrayList<>()).add(frame);
    }

    private Knowledge apply(TransitionRecord turn) {
        VirtualOwner<?> owner = owners.of(turn.owner());
        owner.apply(turn.events());
        return new Knowledge(Step.word(owner.phase()), owner.state());
    }

    /** How many transitions it goes through. */
    public int length() {
        return places.size();
    }

    /** The place where one stands, from 0. */
    public int at() {
        return at;
    }

    /** The transition where one stands. */
    public Timeline.Line line() {
        return places.get(at).line;
    }

    /** What every owner knew after it. */
    public SortedMap<OwnerId, Knowledge> known() {
        SortedMap<OwnerId, Knowledge> known = new TreeMap<>(before);
        for (Place place : places.subList(0, at + 1)) {
            known.put(place.line.turn().owner(), place.after);
        }
        return known;
    }

    /** Frames that passed after it and before the next transition, as far as they were kept, in the order of their rings. */
    public List<KeptFrame> frames() {
        return frames.getOrDefault(Tick.of(line().turn().stamp()), List.of());
    }

    /** So many transitions forward, or back where it is negative; not beyond an end. */
    public void move(int by) {
        at = Math.max(0, Math.min(places.size() - 1, at + by));
    }

    /** To the first transition of this name; false, without a move, where there is none. */
    public boolean goTo(Tick tick) {
        for (int i = 0; i < places.size(); i++) {
            if (tick.names(places.get(i).line.turn().stamp())) {
                at = i;
                return true;
            }
        }
        return false;
    }

    /** To the next (or with -1 the last) transition of the same owner; false where there is none. */
    public boolean sameOwner(int direction) {
        OwnerId owner = line().turn().owner();
        return seek(direction, place -> place.line.turn().owner().equals(owner));
    }

    /** To the next transition in which an owner's phase changes; false where there is none. */
    public boolean phaseChange(int direction) {
        return seek(direction, place -> !place.line.before().equals(place.line.after()));
    }

    /** To the next transition whose line of the timeline has these words, in any case; false where there is none. */
    public boolean find(String words, int direction) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return seek(direction, place -> place.line.text().toLowerCase(Locale.ROOT).contains(wanted));
    }

    private boolean seek(int direction, Predicate<Place> wanted) {
        for (int i = at + direction; i >= 0 && i < places.size(); i += direction) {
            if (wanted.test(places.get(i))) {
                at = i;
                return true;
            }
        }
        return false;
    }
}
