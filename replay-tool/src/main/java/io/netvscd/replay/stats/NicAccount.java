package io.netvscd.replay.stats;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterEvent;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.SwitchOutcome;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.replay.replay.Counters;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Follows the master of one NIC. */
final class NicAccount {
    private static final int DIGITS = 3;

    private final Map<Phase, Histogram> histograms = new EnumMap<>(Phase.class);
    private final Map<Phase, Long> begun = new EnumMap<>(Phase.class);
    private final Map<DataPath, Long> timeNs = new EnumMap<>(DataPath.class);
    private DataPath path = DataPath.SYNTHETIC;
    private DataPath asked;
    private boolean alive;
    private long pathSinceNs;
    private long toVf;
    private long toSynthetic;
    private long fellBack;
    private long hostForced;
    private long failures;
    private Checkpoint latest = Checkpoint.ZERO;
    private Checkpoint earlierLives = Checkpoint.ZERO;

    void accept(TransitionRecord turn) {
        long now = turn.stamp().monotonicNs();
        if (!alive) {
            alive = true;
            pathSinceNs = now;
        }
        if (turn.checkpoint() != null) {
            latest = turn.checkpoint();
        }
        if (turn.input() instanceof MasterInput.HostForcedPath) {
            hostForced++;
        }
        for (Event event : turn.events()) {
            accept(event, now);
        }
    }

    /** The daemon's life ends: what is under way is not measured. */
    void endLife(long nowNs) {
        if (alive) {
            leavePath(nowNs);
            path = DataPath.SYNTHETIC;
            asked = null;
            begun.clear();
            earlierLives = Counters.sum(earlierLives, latest);
            latest = Checkpoint.ZERO;
            alive = false;
        }
    }

    NicStatistics statistics() {
        SortedMap<Phase, Latency> latencies = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            latencies.put(phase, Latency.of(histogram(phase)));
        }
        return new NicStatistics(toVf, toSynthetic, fellBack, hostForced, failures,
                timeNs.getOrDefault(DataPath.VF, 0L), timeNs.getOrDefault(DataPath.SYNTHETIC, 0L),
                Counters.sum(earlierLives, latest), latencies);
    }

    private void accept(Event event, long now) {
        if (event instanceof MasterEvent.VfTaken) {
            begun.put(Phase.VF_READY, now);
        } else if (event instanceof MasterEvent.VfReadinessChanged readiness) {
            if (readiness.ready()) {
                end(Phase.VF_READY, now);
            }
        } else if (event instanceof MasterEvent.SwitchAsked question) {
            asked = question.path();
            begun.put(hostPhase(asked), now);
            if (asked == DataPath.VF) {
                begun.put(Phase.WHOLE_TO_VF, now);
            }
        } else if (event instanceof MasterEvent.SwitchAnswered answer) {
            answered(answer.outcome(), now);
        } else if (event instanceof MasterEvent.PathOrdered order) {
            begun.put(datapathPhase(order.path()), now);
        } else if (event instanceof MasterEvent.PathInUse use) {
            inUse(use.path(), now);
        } else if (event instanceof MasterEvent.PathFellBack) {
            fellBack++;
            begun.remove(Phase.DATAPATH_TO_SYNTHETIC);
            move(DataPath.SYNTHETIC, now);
        }
    }

    private void answered(SwitchOutcome outcome, long now) {
        if (asked != null && outcome == SwitchOutcome.COMPLETED) {
            end(hostPhase(asked), now);
        } else if (asked != null) {
            failures++;
            begun.remove(hostPhase(asked));
            begun.remove(Phase.WHOLE_TO_VF);
        }
        asked = null;
    }

    private void inUse(DataPath now, long nowNs) {
        end(datapathPhase(now), nowNs);
        if (path == now) {
            return;
        }
        if (now == DataPath.VF) {
            end(Phase.WHOLE_TO_VF, nowNs);
            toVf++;
        } else {
            toSynthetic++;
        }
        move(now, nowNs);
    }

    private void move(DataPath to, long nowNs) {
        leavePath(nowNs);
        path = to;
    }

    private void leavePath(long nowNs) {
        timeNs.merge(path, nowNs - pathSinceNs, Long::sum);
        pathSinceNs = nowNs;
    }

    private void end(Phase phase, long nowNs) {
        Long since = begun.remove(phase);
        if (since != null) {
            histogram(phase).recordValue(Math.max(0, nowNs - since));
        }
    }

    private Histogram histogram(Phase phase) {
        return histograms.computeIfAbsent(phase, absent -> new Histogram(DIGITS));
    }

    private static Phase hostPhase(DataPath path) {
        return path == DataPath.VF ? Phase.HOST_TO_VF : Phase.HOST_TO_SYNTHETIC;
    }

    private static Phase datapathPhase(DataPath path) {
        return path == DataPath.VF ? Phase.DATAPATH_TO_VF : Phase.DATAPATH_TO_SYNTHETIC;
    }
}
