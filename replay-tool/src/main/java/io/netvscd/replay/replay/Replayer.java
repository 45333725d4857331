package io.netvscd.replay.replay;

import io.netvscd.actors.machine.Decision;
import io.netvscd.actors.machine.Machine;
import io.netvscd.journal.codec.Sameness;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.blackbox.RecordedFrames;
import io.netvscd.replay.replay.Disagreements.Disagreement;
import io.netvscd.replay.replay.ReplayedDatapaths.Numbered;
import io.netvscd.replay.sim.Beginnings;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Gives every recorded input, in order, to fresh machines, and every checkpoint, with the frames that black boxes kept before it, to
 * the real forwarding core. After each turn the recorded events are applied, as a restarted daemon would, so that one divergence does
 * not cause the next.
 */
public final class Replayer {
    /** Divergences that are kept; more are counted. */
    public static final int DIVERGENCES_MAX = 10_000;

    private final Function<OwnerId.Kind, Machine<?>> machines;
    private Owners owners;
    private final boolean keepGoing;
    private final ReplayedDatapaths datapaths;
    private final Darkness darkness = new Darkness();
    private final Map<OwnerId, Seen> seen = new HashMap<>();
    private final SwitchLog switches = new SwitchLog();
    private final List<Divergence> divergences = new ArrayList<>();
    private long found;
    private Consumer<TransitionRecord> decisions;
    private Stamp last;
    private int lives;
    private long records;

    private static final class Seen {
        private final VirtualOwner<?> owner;
        private long records;

        private Seen(VirtualOwner<?> owner) {
            this.owner = owner;
        }
    }

    /**
     * Prepares a replay.
     *
     * @param keepGoing    collect every divergence instead of the first one alone
     * @param framesOfLife what black boxes kept in a life of the daemon, by NIC
     */
    public Replayer(
            Function<OwnerId.Kind, Machine<?>> machines,
            boolean keepGoing,
            LongFunction<Map<String, RecordedFrames>> framesOfLife) {
        this.machines = machines;
        owners = new Owners(machines);
        this.keepGoing = keepGoing;
        datapaths = new ReplayedDatapaths(framesOfLife);
    }

    /** Prepares a replay of a journal without black boxes. */
    public Replayer(Function<OwnerId.Kind, Machine<?>> machines, boolean keepGoing) {
        this(machines, keepGoing, bootEpoch -> Map.of());
    }

    /**
     * What the journal says it could not keep: nothing is compared that rests on it. To be called before the first
     * record.
     */
    public void expectGaps(List<JournalGap> recorded) {
        darkness.expect(recorded);
    }

    /** What owners knew where records before are not there any more. To be called before the first record. */
    public void expectStates(List<KnownState> states) {
        owners = new Owners(machines, new Beginnings(states));
        darkness.expectBeginnings(states);
    }

    /**
     * Who is given each record with what is decided now in place of what was decided then; one with which nothing is compared, because
     * records before it were lost, as it is. To be called before the first record.
     */
    public void tell(Consumer<TransitionRecord> listener) {
        decisions = listener;
    }

    /** Replays the next record; false once there is nothing to be learned from more of them. */
    public boolean accept(TransitionRecord recorded) {
        if (last == null || recorded.stamp().bootEpoch() != last.bootEpoch()) {
            beginLife(recorded.stamp().bootEpoch());
        }
        last = recorded.stamp();
        records++;
        switches.accept(recorded);
        darkness.accept(recorded);
        Seen of = seen.computeIfAbsent(recorded.owner(), id -> new Seen(owners.of(id)));
        of.records++;
        owners.begin(of.owner, recorded);
        Object stateBefore = turn(of.owner, recorded);
        if (recorded.owner().kind() == OwnerId.Kind.MASTER && !darkness.coversDatapathOf(recorded.owner().nic())) {
            Numbered record = new Numbered(recorded, records);
            for (Disagreement one : datapaths.accept(record)) {
                diverge(record, one, stateBefore);
            }
        }
        return keepGoing || found == 0;
    }

    /** The owner's turn again, compared where it can be; returns the state before it. */
    private Object turn(VirtualOwner<?> owner, TransitionRecord recorded) {
        Object stateBefore = owner.state();
        Decision now = darkness.covers(recorded.owner()) ? null : owner.decide(recorded.input());
        if (decisions != null) {
            decisions.accept(now == null ? recorded : new TransitionRecord(recorded.stamp(), recorded.owner(), recorded.input(),
                    now.events(), now.actions(), now.reason(), recorded.checkpoint()));
        }
        if (now != null && compare(recorded, now, stateBefore)) {
            owner.goOn();
        } else {
            owner.apply(recorded.events());
        }
        return stateBefore;
    }

    /** Ends the replay: what it came to. */
    public ReplayReport report() {
        endLife();
        SortedMap<String, Long> byOwner = new TreeMap<>();
        seen.forEach((owner, of) -> byOwner.put(owner.toString(), of.records));
        return new ReplayReport(records, byOwner, lives, datapaths.checkpoints(), datapaths.frames(), datapaths.framesCompared(),
                datapaths.traffic(), switches.switches(), darkness.gaps(), found, List.copyOf(divergences));
    }

    private void beginLife(long epoch) {
        endLife();
        lives++;
        darkness.beginLife();
        datapaths.beginLife(epoch);
    }

    private void endLife() {
        boolean wholeLifeReplayed = keepGoing || found == 0;
        datapaths.endLife((record, one) -> {
            if (wholeLifeReplayed && !darkness.coversDatapathOf(record.turn().owner().nic())) {
                diverge(record, one, owners.of(record.turn().owner()).state());
            }
        });
    }

    /** Whether the events are the recorded ones. */
    private boolean compare(TransitionRecord recorded, Decision now, Object stateBefore) {
        boolean sameEvents = Sameness.ofEvents(recorded.events(), now.events());
        if (!sameEvents) {
            diverge(recorded, "events", recorded.events(), now.events(), stateBefore);
        }
        if (!Sameness.ofActions(recorded.actions(), now.actions())) {
            diverge(recorded, "actions", recorded.actions(), now.actions(), stateBefore);
        }
        if (!Objects.equals(recorded.reason(), now.reason())) {
            diverge(recorded, "reason", recorded.reason(), now.reason(), stateBefore);
        }
        return sameEvents;
    }

    private void diverge(TransitionRecord turn, String aspect, Object recorded, Object now, Object stateBefore) {
        diverge(new Numbered(turn, records), new Disagreement(aspect, String.valueOf(recorded), String.valueOf(now), null), stateBefore);
    }

    private void diverge(Numbered record, Disagreement one, Object stateBefore) {
        boolean kept = keepGoing ? divergences.size() < DIVERGENCES_MAX : divergences.isEmpty();
        found++;
        if (kept) {
            TransitionRecord turn = record.turn();
            String recorded = one.recorded() == null ? String.valueOf(turn.checkpoint()) : one.recorded();
            divergences.add(new Divergence(turn.stamp(), record.number(), turn.owner(), one.aspect(), one.source(),
                    turn.input().toString(), recorded, one.now(), String.valueOf(stateBefore)));
        }
    }
}
