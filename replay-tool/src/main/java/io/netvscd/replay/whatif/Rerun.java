package io.netvscd.replay.whatif;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TimerName;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.whatif.Script.Applied;
import io.netvscd.replay.whatif.Script.Arrival;
import io.netvscd.replay.whatif.Script.Source;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets what came from outside come again, at its instants; everything else follows by itself, and takes as long as it took then. What
 * did not happen then takes as long as its like.
 */
final class Rerun implements Cues {
    private static final long NS_PER_MS = 1_000_000;
    /** Traffic between two checkpoints is spread over so many moments. */
    private static final int PORTIONS = 50;

    /**
     * What a run came to.
     *
     * @param owners     as they were at its end
     * @param figures    where frames went, by NIC
     * @param lifeEndsNs when each life of the daemon ended, by boot epoch
     */
    record Outcome(List<TransitionRecord> turns, Owners owners, Map<String, Traffic.Figures> figures, Map<Long, Long> lifeEndsNs) {
    }

    private final Course course = new Course();
    private final Script script;
    private final Change change;
    private final Owners owners;
    private final Stage stage;
    private final List<TransitionRecord> turns = new ArrayList<>();
    private final Map<Object, Integer> times = new HashMap<>();
    private final Map<OwnerId, Map<TimerName, Course.Entry>> timers = new HashMap<>();
    private final Map<Long, Long> lifeEndsNs = new HashMap<>();
    private long bootEpoch;
    private int life;
    private boolean alive;
    private boolean delayed;

    private Rerun(Script script, Owners before, Change change) {
        this.script = script;
        this.change = change;
        owners = before;
        stage = new Stage(before, this, this::wallClockMs);
    }

    /**
     * Runs a script.
     *
     * @param before what the owners knew before the first turn; used up
     */
    static Outcome run(Script script, Owners before, Change change) {
        Rerun rerun = new Rerun(script, before, change);
        rerun.plan();
        rerun.course.runUntil(script.endNs());
        rerun.crash();
        return new Outcome(rerun.turns, rerun.owners, rerun.stage.world().figures(), rerun.lifeEndsNs);
    }

    private void plan() {
        long epoch = -1;
        for (int i = 0; i < script.turns().size(); i++) {
            TransitionRecord turn = script.turns().get(i);
            if (turn.stamp().bootEpoch() != epoch) {
                epoch = turn.stamp().bootEpoch();
                long begun = epoch;
                course.at(script.atNs(i), Lesson.placeBefore(i), () -> beginLife(begun));
            }
            plan(i, turn);
            boolean lastOfLife = i + 1 == script.turns().size() || script.turns().get(i + 1).stamp().bootEpoch() != epoch;
            if (lastOfLife) {
                // Had it lived on, there would be more of it.
                course.at(script.atNs(i), Lesson.placeBefore(i + 1), this::crash);
            }
        }
        script.traffic().forEach(this::plan);
    }

    private void plan(int index, TransitionRecord turn) {
        if (turn.input() instanceof WatcherInput.NetdevDump dump) {
            course.at(script.atNs(index), Lesson.placeBefore(index), () ->
                    stage.world().kernel().are(dump.netdevs(), script.sight(index)));
        }
        if (script.source(index) == Source.OUTSIDE) {
            course.at(script.atNs(index), Lesson.placeBefore(index), () ->
                    stage.world().happens(turn.owner(), turn.input(), script.sight(index)));
        } else if (script.source(index) == Source.AS_IT_CAME) {
            course.at(script.atNs(index), Lesson.place(index), () -> arrive(turn.owner(), turn.input(), index));
        }
        if (change instanceof Change.Insert insert && insert.tick().names(turn.stamp())) {
            course.at(script.atNs(index), Lesson.place(index), () ->
                    new InsertedStep(stage.world(), this).happen(insert.step()));
        }
    }

    /** In even portions; those that fall on the instant of the later checkpoint come before it. */
    private void plan(Traffic between) {
        int portions = (int) Math.min(PORTIONS, Math.max(between.sent(), between.arrived()));
        for (int i = 0; i < portions; i++) {
            int portion = i;
            long sentNs = between.fromNs() + (between.toNs() - between.fromNs()) * (2L * i + 1) / (2L * portions);
            at(between, sentNs, nic -> nic.send(
                    share(between.sent(), portion, portions), share(between.sentBytes(), portion, portions)));
            at(between, between.receiving().middle(i, portions), nic -> nic.arrive(
                    share(between.arrived(), portion, portions), share(between.arrivedBytes(), portion, portions)));
        }
    }

    private void at(Traffic between, long atNs, Consumer<RehearsedNic> what) {
        course.at(atNs, atNs == between.toNs() ? between.toPlace() : Course.LAST, () -> {
            RehearsedNic nic = stage.world().datapath(between.nic());
            if (nic != null) {
                what.accept(nic);
            }
        });
    }

    private static long share(long all, int portion, int portions) {
        return all * (portion + 1) / portions - all * portion / portions;
    }

    private void beginLife(long epoch) {
        crash();
        life++;
        alive = true;
        bootEpoch = epoch;
        stage.beginLife(epoch);
    }

    /** The daemon is gone: nothing reaches it, nothing that it began goes on. */
    void crash() {
        if (alive) {
            lifeEndsNs.put(bootEpoch, nowNs());
        }
        alive = false;
        timers.clear();
        times.clear();
        stage.world().endLife();
    }

    private void arrive(OwnerId to, Input input, int index) {
        if (!alive || isMeant(index) && change instanceof Change.Drop) {
            return;
        } else if (isMeant(index) && change instanceof Change.Delay delay && !delayed) {
            delayed = true;
            inThisLife(nowNs() + delay.byNs(), Course.LAST, () -> arrive(to, input, index));
            return;
        }
        Input heard = change instanceof Change.Set set ? Facts.with(set, input) : input;
        turns.add(stage.turn(to, heard));
    }

    private boolean isMeant(int index) {
        return index >= 0 && (change instanceof Change.Drop drop && drop.tick().names(script.turns().get(index).stamp())
                || change instanceof Change.Delay delay && delay.tick().names(script.turns().get(index).stamp()));
    }

    @Override
    public long nowNs() {
        return course.nowNs();
    }

    @Override
    public void said(OwnerId to, Input input) {
        Likeness likeness = Likeness.of(to, input);
        Arrival arrival = script.arrival(life, likeness, nth(likeness));
        if (arrival == null) {
            long typicalNs = set(latency(input), script.typicalDelayNs(input.getClass()));
            inThisLife(nowNs() + typicalNs, Course.LAST, () -> arrive(to, input, -1));
        } else if (arrival.came()) {
            Input heard = arrival.asRecorded() == null ? input : arrival.asRecorded();
            inThisLife(nowNs() + set(latency(input), arrival.delayNs()), Lesson.place(arrival.index()), () ->
                    arrive(to, heard, arrival.index()));
        }
    }

    /** Which setting decides how long this takes, null where none does. */
    private static Change.Setting latency(Input input) {
        boolean answer = input instanceof ChannelInput.HostCompletion || input instanceof ChannelInput.ChannelOffered
                || input instanceof ChannelInput.HostRndis rndis && Likeness.isAnswer(rndis.message());
        return answer ? Change.Setting.HOST_LATENCY : null;
    }

    private long set(Change.Setting setting, long usual) {
        return setting != null && change instanceof Change.Set set && set.setting() == setting ? set.value() : usual;
    }

    @Override
    public void started(OwnerId owner, Action.StartTimer timer) {
        TimerFired fired = new TimerFired(timer.timer(), timer.generation());
        Likeness likeness = Likeness.of(owner, fired);
        Arrival arrival = script.arrival(life, likeness, nth(likeness));
        boolean came = arrival != null && arrival.came();
        long lateNs = came ? arrival.delayNs() : script.typicalDelayNs(TimerFired.class);
        int index = came ? arrival.index() : -1;
        cancel(owner, timer.timer());
        timers.computeIfAbsent(owner, absent -> new EnumMap<>(TimerName.class)).put(timer.timer(), inThisLife(
                nowNs() + timer.delayMs() * NS_PER_MS + lateNs, came ? Lesson.place(index) : Course.LAST, () ->
                arrive(owner, fired, index)));
    }

    @Override
    public void cancelled(OwnerId owner, Action.CancelTimer timer) {
        cancel(owner, timer.timer());
    }

    private void cancel(OwnerId owner, TimerName timer) {
        Course.Entry running = timers.getOrDefault(owner, Map.of()).get(timer);
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void ordered(OwnerId owner, Action.SetNetdev set) {
        Script.Asked asked = new Script.Asked(owner, set);
        Applied applied = script.applied(life, asked, nth(asked));
        long delayNs = set(Change.Setting.KERNEL_LATENCY, applied == null ? script.typicalSettingNs() : applied.delayNs());
        boolean known = applied != null && applied.index() >= 0;
        inThisLife(nowNs() + delayNs, known ? Lesson.placeBefore(applied.index()) : Course.LAST, () ->
                stage.world().kernel().obey(owner, set, applied == null ? 0 : applied.errno()));
    }

    @Override
    public void asked() {
        Likeness likeness = Likeness.of(OwnerId.WATCHER, new WatcherInput.NetdevDump(List.of()));
        Arrival arrival = script.arrival(life, likeness, nth(likeness));
        long usualNs = arrival == null ? script.typicalDelayNs(WatcherInput.NetdevDump.class) : arrival.delayNs();
        int index = arrival == null ? -1 : arrival.index();
        if (arrival == null || arrival.came()) {
            inThisLife(nowNs() + set(Change.Setting.KERNEL_LATENCY, usualNs), index < 0 ? Course.LAST : Lesson.place(index), () ->
                    arrive(OwnerId.WATCHER, new WatcherInput.NetdevDump(stage.world().kernel().dump()), index));
        }
    }

    private int nth(Object key) {
        return times.merge(key, 1, Integer::sum) - 1;
    }

    private Course.Entry inThisLife(long atNs, long place, Runnable what) {
        int begun = life;
        return course.at(atNs, place, () -> {
            if (alive && life == begun) {
                what.run();
            }
        });
    }

    private long wallClockMs(long ns) {
        return script.turns().isEmpty() ? 0 : script.turns().get(0).stamp().wallClockMs() + ns / NS_PER_MS;
    }
}
