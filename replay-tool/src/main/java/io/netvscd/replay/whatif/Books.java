package io.netvscd.replay.whatif;

import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.DatapathOrder;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up from checkpoints how many frames passed between the moments at which the datapath obeyed or fell back, and notes when the guest
 * could receive.
 */
final class Books {
    private record Mark(long atNs, Checkpoint counted) {
    }

    private final Script script;
    private record Moment(long atNs, boolean receives) {
    }

    private final Map<String, Mark> last = new HashMap<>();
    /** Since the last mark of a NIC: when that changed. */
    private final Map<String, List<Moment>> receiving = new HashMap<>();

    Books(Script script) {
        this.script = script;
    }

    /** A NIC's datapath is made, or made anew: it has counted nothing. */
    void open(String nic, long nowNs) {
        last.put(nic, new Mark(nowNs, Checkpoint.ZERO));
        receiving.put(nic, new ArrayList<>());
    }

    /** Whether a NIC receives what arrives from now on. */
    void receives(String nic, boolean now, long nowNs) {
        List<Moment> moments = receiving.get(nic);
        if (moments != null && (moments.isEmpty() || moments.get(moments.size() - 1).receives != now)) {
            moments.add(new Moment(nowNs, now));
        }
    }

    /**
     * A turn tells of a checkpoint; any other is passed over.
     *
     * @param nowNs when the datapath was there
     * @param place of that moment among what happens at its instant
     */
    void enter(TransitionRecord turn, long nowNs, long place) {
        Mark before = last.get(turn.owner().nic());
        if (!tells(turn) || before == null) {
            return;
        }
        Checkpoint from = before.counted;
        Checkpoint to = turn.checkpoint();
        last.put(turn.owner().nic(), new Mark(nowNs, to));
        Windows windows = windows(receiving.get(turn.owner().nic()), before.atNs, nowNs);
        long sent = to.master().txFrames() - from.master().txFrames();
        long arrived = arrived(to) - arrived(from);
        if (sent > 0 || arrived > 0) {
            script.add(new Traffic(turn.owner().nic(), before.atNs, nowNs, place, sent, to.master().txBytes() - from.master().txBytes(),
                    arrived, arrivedBytes(to) - arrivedBytes(from), windows));
        }
    }

    /** An announcement waits for a quiet moment and moves no path: its checkpoint says nothing that the next one does not say. */
    private static boolean tells(TransitionRecord turn) {
        return turn.checkpoint() != null && (turn.input() instanceof MasterInput.DatapathFellBack
                || turn.input() instanceof MasterInput.DatapathApplied applied
                && !(applied.order() instanceof DatapathOrder.AnnouncePeers));
    }

    /** Those between two marks; what held at the second holds on. */
    private static Windows windows(List<Moment> moments, long fromNs, long toNs) {
        Windows windows = new Windows(toNs);
        for (int i = 0; i < moments.size(); i++) {
            long untilNs = i + 1 < moments.size() ? moments.get(i + 1).atNs : toNs;
            if (moments.get(i).receives) {
                windows.add(Math.max(fromNs, moments.get(i).atNs), Math.min(untilNs, toNs));
            }
        }
        if (!moments.isEmpty()) {
            moments.subList(0, moments.size() - 1).clear();
        }
        return windows;
    }

    private static long arrived(Checkpoint counted) {
        return counted.vf().rxFrames() + counted.synthetic().rxFrames();
    }

    private static long arrivedBytes(Checkpoint counted) {
        return counted.vf().rxBytes() + counted.synthetic().rxBytes();
    }
}
