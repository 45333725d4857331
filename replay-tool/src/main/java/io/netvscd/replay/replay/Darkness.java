package io.netvscd.replay.replay;

import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.JournalGap;
import io.netvscd.journal.vocabulary.KnownState;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.Stamp;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Of whom nothing is known, because records are lost. */
final class Darkness {
    /** Where records of an owner were lost and no record behind that has been seen yet. */
    private final Map<OwnerId, NavigableSet<Stamp>> lostFrom = new HashMap<>();
    /** Owners some of whose records are lost: nothing is known of their state until they begin anew. */
    private final Set<OwnerId> owners = new HashSet<>();
    /** NICs whose datapath was given orders that are lost: nothing is known of it until the daemon is started again. */
    private final Set<String> datapaths = new HashSet<>();
    /** Where the story of a NIC's master goes on: its datapath was given orders before that are not there. */
    private final Map<OwnerId, NavigableSet<Stamp>> begunFrom = new HashMap<>();
    private long gaps;

    /** What the journal says it could not keep; before the first record. */
    void expect(List<JournalGap> recorded) {
        for (JournalGap gap : recorded) {
            gaps++;
            for (JournalGap.LostRecords lost : gap.lost()) {
                lostFrom.computeIfAbsent(OwnerId.parse(lost.owner()), owner -> new TreeSet<>())
                        .add(new Stamp(gap.bootEpoch(), lost.firstTick(), 0, 0));
            }
        }
    }

    /** Where owners' stories go on without the records before; before the first record. */
    void expectBeginnings(List<KnownState> states) {
        for (KnownState state : states) {
            if (state.owner().kind() == OwnerId.Kind.MASTER) {
                begunFrom.computeIfAbsent(state.owner(), owner -> new TreeSet<>()).add(state.last());
            }
        }
    }

    /** The daemon starts again, and makes every datapath anew. */
    void beginLife() {
        datapaths.clear();
    }

    /** Looks whether records before this one are lost, and whether its owner begins anew. */
    void accept(TransitionRecord recorded) {
        OwnerId owner = recorded.owner();
        NavigableSet<Stamp> begun = begunFrom.isEmpty() ? null : begunFrom.get(owner);
        while (begun != null && !begun.isEmpty() && begun.first().compareTo(recorded.stamp()) < 0) {
            if (begun.pollFirst().bootEpoch() == recorded.stamp().bootEpoch()) {
                datapaths.add(owner.nic());
            }
        }
        NavigableSet<Stamp> lost = lostFrom.isEmpty() ? null : lostFrom.get(owner);
        while (lost != null && !lost.isEmpty() && lost.first().compareTo(recorded.stamp()) <= 0) {
            lost.pollFirst();
            owners.add(owner);
            if (owner.kind() == OwnerId.Kind.MASTER) {
                datapaths.add(owner.nic());
            }
        }
        if (!owners.isEmpty() && begins(recorded.input())) {
            owners.remove(owner);
        }
    }

    boolean covers(OwnerId owner) {
        return !owners.isEmpty() && owners.contains(owner);
    }

    boolean coversDatapathOf(String nic) {
        return !datapaths.isEmpty() && datapaths.contains(nic);
    }

    long gaps() {
        return gaps;
    }

    private static boolean begins(Input input) {
        return input instanceof ChannelInput.ChannelStarted || input instanceof MasterInput.MasterStarted
                || input instanceof WatcherInput.WatcherStarted || input instanceof VfInput.VfAppeared;
    }
}
