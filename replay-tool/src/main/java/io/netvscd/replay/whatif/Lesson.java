package io.netvscd.replay.whatif;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.timeline.TimeAxis;
import io.netvscd.replay.whatif.Script.Applied;
import io.netvscd.replay.whatif.Script.Arrival;
import io.netvscd.replay.whatif.Script.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through a record turn by turn, beside a world that is asked the same and told the same. What the world says that the record has,
 * now or later, was brought about, and took so long. What the record has and the world did not say came from outside; the world is
 * made to say it, and where that fails it is noted as it came.
 */
public final class Lesson implements Cues {
    /** A device that was set is seen by then, or was not seen because of that. */
    private static final long SEEN_WITHIN_NS = 2_000_000_000L;
    private static final long NS_PER_MS = 1_000_000;
    private static final Deque<Integer> NONE = new ArrayDeque<>();

    private final Course course = new Course();
    private final Script script;
    private final Stage stage;
    private final Books books;
    private final Sightings sightings;
    private final List<TransitionRecord> turns;
    private final boolean[] claimed;
    private final Map<Likeness, Deque<Integer>> unclaimed = new HashMap<>();
    private final Map<OwnerId, Map<TimerName, Running>> running = new HashMap<>();
    private long bootEpoch = -1;
    private int life;
    /** The turn that is being taken, or is about to happen. */
    private int current;

    private record Running(long generation, long dueNs, Script.Slot slot) {
    }

    private Lesson(List<TransitionRecord> turns, Owners before) {
        this.turns = turns;
        claimed = new boolean[turns.size()];
        TimeAxis axis = new TimeAxis();
        script = new Script(turns, turns.stream().mapToLong(turn -> axis.place(turn.stamp())).toArray());
        books = new Books(script);
        sightings = new Sightings(script);
        stage = new Stage(before, this, ns -> 0);
    }

    /**
     * Learns from the turns of one or more whole lives of the daemon.
     *
     * @param before what the owners knew before the first; used up
     */
    public static Script learn(List<TransitionRecord> turns, Owners before) {
        Lesson lesson = new Lesson(turns, before);
        for (int i = 0; i < turns.size(); i++) {
            int index = i;
            lesson.course.at(lesson.script.atNs(i), place(i), () -> lesson.take(index));
        }
        lesson.course.runUntil(lesson.script.endNs());
        return lesson.script;
    }

    /** The place of a turn within its instant; even numbers are between two turns. */
    static long place(int index) {
        return 2L * index + 1;
    }

    /** The place before a turn within its instant. */
    static long placeBefore(int index) {
        return 2L * index;
    }

    private void take(int index) {
        TransitionRecord turn = turns.get(index);
        current = index;
        if (turn.stamp().bootEpoch() != bootEpoch) {
            beginLife(index);
        }
        if (turn.input() instanceof TimerFired fired) {
            fire(index, turn.owner(), fired);
        }
        if (claimed[index]) {
            script.source(index, Source.BROUGHT_ABOUT);
        } else {
            happen(index, turn);
        }
        if (turn.input() instanceof WatcherInput.NetdevDump dump) {
            stage.world().kernel().are(dump.netdevs(), script.sight(index));
        } else if (turn.input() instanceof MasterInput.MasterStarted started && !started.again()) {
            books.open(turn.owner().nic(), nowNs());
        }
        stage.turn(turn.owner(), turn.input());
        noteWhoReceives();
    }

    private void noteWhoReceives() {
        stage.world().datapaths().forEach(nic -> books.receives(nic.name(), nic.receives(), nowNs()));
    }

    private void happen(int index, TransitionRecord turn) {
        stage.world().happens(turn.owner(), turn.input(), script.sight(index));
        script.source(index, claimed[index] ? Source.OUTSIDE : Source.AS_IT_CAME);
        if (!claimed[index]) {
            unclaimed.get(Likeness.of(turn.owner(), turn.input())).remove(index);
            books.enter(turn, nowNs(), placeBefore(index));
        }
    }

    /** A timer that runs has run out; one that was replaced or cancelled meanwhile comes as it came. */
    private void fire(int index, OwnerId owner, TimerFired fired) {
        Running timer = running.getOrDefault(owner, Map.of()).get(fired.timer());
        if (timer != null && timer.generation == fired.generation()) {
            running.get(owner).remove(fired.timer());
            claim(Likeness.of(owner, fired), index);
            script.came(timer.slot, new Arrival(nowNs() - timer.dueNs, index, null));
        }
    }

    private void beginLife(int first) {
        bootEpoch = turns.get(first).stamp().bootEpoch();
        life++;
        stage.world().endLife();
        stage.beginLife(bootEpoch);
        unclaimed.clear();
        running.clear();
        for (int i = first; i < turns.size() && turns.get(i).stamp().bootEpoch() == bootEpoch; i++) {
            unclaimed.computeIfAbsent(Likeness.of(turns.get(i).owner(), turns.get(i).input()), key -> new ArrayDeque<>()).add(i);
        }
        sightings.read(first);
    }

    /** The next turn in which this is heard, -1 where it is not heard any more. */
    private int next(Likeness likeness) {
        Integer index = unclaimed.getOrDefault(likeness, NONE).peek();
        return index == null ? -1 : index;
    }

    private void claim(Likeness likeness, int index) {
        unclaimed.get(likeness).remove(index);
        claimed[index] = true;
    }

    @Override
    public long nowNs() {
        return course.nowNs();
    }

    @Override
    public void said(OwnerId to, Input input) {
        Likeness likeness = Likeness.of(to, input);
        int index = next(likeness);
        boolean another = index >= 0 && input instanceof WatcherInput.NetdevSeen
                && script.atNs(index) - nowNs() > SEEN_WITHIN_NS;
        if (index < 0 || another) {
            note(likeness, input, Arrival.NEVER);
            return;
        }
        claim(likeness, index);
        TransitionRecord heard = turns.get(index);
        note(likeness, input, new Arrival(
                script.atNs(index) - nowNs(), index, sameButForCounters(input, heard.input()) ? null : heard.input()));
        books.enter(heard, nowNs(), placeBefore(current));
    }

    private void note(Likeness likeness, Input input, Arrival arrival) {
        script.add(life, likeness, arrival);
        script.said(new Script.Said(nowNs(), likeness.to(), input, arrival));
    }

    @Override
    public void started(OwnerId owner, Action.StartTimer timer) {
        Likeness likeness = Likeness.of(owner, new TimerFired(timer.timer(), timer.generation()));
        running.computeIfAbsent(owner, absent -> new EnumMap<>(TimerName.class)).put(timer.timer(), new Running(
                timer.generation(), nowNs() + timer.delayMs() * NS_PER_MS, script.expect(life, likeness)));
    }

    @Override
    public void cancelled(OwnerId owner, Action.CancelTimer timer) {
        running.getOrDefault(owner, new EnumMap<>(TimerName.class)).remove(timer.timer());
    }

    @Override
    public void ordered(OwnerId owner, Action.SetNetdev set) {
        int answered = next(Likeness.of(owner, new VfInput.VfNetdevResult(set.generation(), set.setting(), 0)));
        long until = (answered < 0 ? nowNs() : script.atNs(answered)) + SEEN_WITHIN_NS;
        int seen = sightings.shown(current, set, until);
        int known = answered < 0 || seen >= 0 && seen < answered ? seen : answered;
        int errno = answered < 0 ? 0 : ((VfInput.VfNetdevResult) turns.get(answered).input()).errno();
        Applied applied = new Applied(known < 0 ? 0 : script.atNs(known) - nowNs(), known, errno);
        script.add(life, new Script.Asked(owner, set), applied);
        int asking = life;
        course.at(nowNs() + applied.delayNs(), known < 0 ? Course.LAST : placeBefore(known), () -> {
            if (asking == life) {
                stage.world().kernel().obey(owner, set, errno);
                noteWhoReceives();
            }
        });
    }

    @Override
    public void asked() {
        Likeness likeness = Likeness.of(OwnerId.WATCHER, new WatcherInput.NetdevDump(List.of()));
        int index = next(likeness);
        if (index < 0) {
            script.add(life, likeness, Arrival.NEVER);
        } else {
            claim(likeness, index);
            script.add(life, likeness, new Arrival(script.atNs(index) - nowNs(), index, null));
        }
    }

    /** What a datapath has counted is not what it says. */
    private static boolean sameButForCounters(Input now, Input recorded) {
        return now instanceof MasterInput.DatapathApplied one && recorded instanceof MasterInput.DatapathApplied other
                ? one.changed() == other.changed()
                : now instanceof MasterInput.DatapathFellBack && recorded instanceof MasterInput.DatapathFellBack || now.equals(recorded);
    }
}
