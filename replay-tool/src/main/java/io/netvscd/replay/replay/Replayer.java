package io.netvscd.replay.replay;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Gives every recorded input, in order, to fresh machines, and every checkpoint to the real forwarding core. After each
 * turn the recorded events are applied, as a restarted daemon would, so that one divergence does not cause the next.
 */
public final class Replayer {
    private final Owners owners;
    private final boolean keepGoing;
    private final Map<String, DatapathReplica> datapaths = new TreeMap<>();
    private final Map<String, Checkpoint> latest = new HashMap<>();
    private final SortedMap<String, Checkpoint> traffic = new TreeMap<>();
    private final SortedMap<String, Long> recordsByOwner = new TreeMap<>();
    private final SwitchLog switches = new SwitchLog();
    private final List<Divergence> divergences = new ArrayList<>();
    /** Where records of an owner were lost and no record behind that has been seen yet. */
    private final Map<String, NavigableSet<Stamp>> lostFrom = new HashMap<>();
    /** Owners some of whose records are lost: nothing is known of their state until they begin anew. */
    private final Set<OwnerId> inTheDark = new HashSet<>();
    /** NICs whose datapath was given orders that are lost: nothing is known of it until the daemon is started again. */
    private final Set<String> datapathsInTheDark = new HashSet<>();
    private long bootEpoch;
    private int lives;
    private long records;
    private long checkpoints;
    private long framesOfEarlierLives;
    private long gaps;

    /**
     * Prepares a replay.
     *
     * @param keepGoing collect every divergence instead of the first one alone
     */
    public Replayer(Function<OwnerId.Kind, Machine<?>> machines, boolean keepGoing) {
        owners = new Owners(machines);
        this.keepGoing = keepGoing;
    }

    /** Replays the next record; false once there is nothing to be learned from more of them. */
    public boolean accept(TransitionRecord recorded) {
        if (recorded.stamp().bootEpoch() != bootEpoch) {
            beginLife(recorded.stamp().bootEpoch());
        }
        records++;
        recordsByOwner.merge(recorded.owner().toString(), 1L, Long::sum);
        switches.accept(recorded);
        VirtualOwner<?> owner = owners.of(recorded.owner());
        lookForGap(recorded);
        if (begins(recorded.input())) {
            inTheDark.remove(recorded.owner());
        }
        Object stateBefore = owner.state();
        if (!inTheDark.contains(recorded.owner())) {
            compare(recorded, owner.decide(recorded.input()), stateBefore);
        }
        owner.apply(recorded.events());
        replayDatapath(recorded, stateBefore);
        return keepGoing || divergences.isEmpty();
    }

    /**
     * What the journal says it could not keep: nothing is compared that rests on it. To be called before the first
     * record.
     */
    public void expectGaps(List<JournalGap> recorded) {
        for (JournalGap gap : recorded) {
            gaps++;
            for (JournalGap.LostRecords lost : gap.lost()) {
                lostFrom.computeIfAbsent(lost.owner(), owner -> new TreeSet<>())
                        .add(new Stamp(gap.bootEpoch(), lost.firstTick(), 0, 0));
            }
        }
    }

    /** What it came to. */
    public ReplayReport report() {
        SortedMap<String, Checkpoint> total = new TreeMap<>(traffic);
        latest.forEach((nic, checkpoint) -> total.merge(nic, checkpoint, Counters::sum));
        return new ReplayReport(records, recordsByOwner, lives, checkpoints, framesOfEarlierLives + frames(), total,
                switches.switches(), gaps, List.copyOf(divergences));
    }

    private void lookForGap(TransitionRecord recorded) {
        NavigableSet<Stamp> lost = lostFrom.getOrDefault(recorded.owner().toString(), Collections.emptyNavigableSet());
        while (!lost.isEmpty() && lost.first().compareTo(recorded.stamp()) <= 0) {
            lost.pollFirst();
            inTheDark.add(recorded.owner());
            if (recorded.owner().kind() == OwnerId.Kind.MASTER) {
                datapathsInTheDark.add(recorded.owner().nic());
            }
        }
    }

    private void beginLife(long epoch) {
        bootEpoch = epoch;
        lives++;
        framesOfEarlierLives += frames();
        datapaths.clear();
        datapathsInTheDark.clear();
        latest.forEach((nic, checkpoint) -> traffic.merge(nic, checkpoint, Counters::sum));
        latest.clear();
    }

    private long frames() {
        return datapaths.values().stream().mapToLong(DatapathReplica::frames).sum();
    }

    private void compare(TransitionRecord recorded, Decision now, Object stateBefore) {
        differ(recorded, "events", recorded.events(), now.events(), stateBefore);
        differ(recorded, "actions", recorded.actions(), now.actions(), stateBefore);
        differ(recorded, "reason", recorded.reason(), now.reason(), stateBefore);
    }

    private void differ(TransitionRecord turn, String aspect, Object recorded, Object now, Object stateBefore) {
        if (!Objects.equals(recorded, now)) {
            diverge(turn, aspect, String.valueOf(recorded), String.valueOf(now), stateBefore);
        }
    }

    private void diverge(TransitionRecord turn, String aspect, String recorded, String now, Object stateBefore) {
        if (keepGoing || divergences.isEmpty()) {
            divergences.add(new Divergence(
                    turn.stamp(), turn.owner(), aspect, turn.input().toString(), recorded, now,
                    String.valueOf(stateBefore)));
        }
    }

    private void replayDatapath(TransitionRecord recorded, Object stateBefore) {
        List<String> disagreements;
        if (datapathsInTheDark.contains(recorded.owner().nic())) {
            return;
        }
        if (recorded.input() instanceof MasterInput.DatapathApplied applied) {
            disagreements = replica(recorded).applied(applied.order(), applied.changed(), applied.checkpoint());
        } else if (recorded.input() instanceof MasterInput.DatapathFellBack fellBack) {
            disagreements = replica(recorded).fellBack(fellBack.checkpoint());
        } else {
            return;
        }
        checkpoints++;
        latest.put(recorded.owner().nic(), recorded.checkpoint());
        for (String disagreement : disagreements) {
            diverge(recorded, "datapath", String.valueOf(recorded.checkpoint()), disagreement, stateBefore);
        }
    }

    private DatapathReplica replica(TransitionRecord recorded) {
        return datapaths.computeIfAbsent(recorded.owner().nic(), nic -> new DatapathReplica());
    }

    private static boolean begins(Input input) {
        return input instanceof ChannelInput.ChannelStarted || input instanceof MasterInput.MasterStarted
                || input instanceof WatcherInput.WatcherStarted || input instanceof VfInput.VfAppeared;
    }
}
