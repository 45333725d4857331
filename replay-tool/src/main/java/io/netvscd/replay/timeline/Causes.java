package io.netvscd.replay.timeline;

import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelInput;
import io.netvscd.journal.vocabulary.Input;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TimerFired;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.VfInput;
import io.netvscd.journal.vocabulary.WatcherInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which turn brought about which: an action of one turn comes back as the input of a later one (a message to another
 * owner, a timer, an order to the datapath, a question to the host, a setting of a netdev and the kernel's word of it). What no earlier turn
 * ordered came from outside.
 */
public final class Causes {
    /**
     * What came of a turn, at once or by way of others.
     *
     * @param cause the turn that brought it about directly
     */
    public record Consequence(TransitionRecord turn, TransitionRecord cause) {
    }

    /** What an action comes back as: the owner that will hear, and what the input must hold. */
    private record Awaited(OwnerId owner, Object key) {
    }

    private record TimerKey(Object timer, long generation) {
    }

    private record TransactionKey(long incarnation, long transactionId) {
    }

    /** An RNDIS message and its answer share the request id. */
    private record RequestKey(long incarnation, long requestId) {
    }

    private record SettingKey(Object setting, long generation) {
    }

    /** The kernel tells of a netdev that is as somebody ordered. */
    private record EchoKey(int ifindex, NetdevSetting setting, long value) {
    }

    private enum Once {
        OFFER,
        DUMP
    }

    private static final int REQUEST_ID_OFFSET = 8;

    private final List<TransitionRecord> turns = new ArrayList<>();
    private final List<Integer> causes = new ArrayList<>();
    private final Map<Awaited, Deque<Integer>> awaited = new HashMap<>();
    private long bootEpoch = -1;

    /** Takes the next turn, in tick order. */
    public void accept(TransitionRecord turn) {
        if (turn.stamp().bootEpoch() != bootEpoch) {
            bootEpoch = turn.stamp().bootEpoch();
            awaited.clear();
        }
        int index = turns.size();
        turns.add(turn);
        causes.add(causeOf(turn));
        for (Action action : turn.actions()) {
            for (Awaited comes : comesBackAs(turn.owner(), action)) {
                awaited.computeIfAbsent(comes, key -> new ArrayDeque<>()).add(index);
            }
        }
    }

    /** Every turn so far, in order. */
    public List<TransitionRecord> turns() {
        return turns;
    }

    /** From a turn back to the one whose input came from outside; the turn itself is first. */
    public List<TransitionRecord> chain(int index) {
        List<TransitionRecord> chain = new ArrayList<>();
        for (int i = index; i >= 0; i = causes.get(i)) {
            chain.add(turns.get(i));
        }
        return chain;
    }

    /** Everything that a turn brought about, directly and by way of others, in order. */
    public List<Consequence> consequences(int index) {
        BitSet caused = new BitSet();
        caused.set(index);
        List<Consequence> consequences = new ArrayList<>();
        for (int i = index + 1; i < turns.size(); i++) {
            int cause = causes.get(i);
            if (cause >= 0 && caused.get(cause)) {
                caused.set(i);
                consequences.add(new Consequence(turns.get(i), turns.get(cause)));
            }
        }
        return consequences;
    }

    private int causeOf(TransitionRecord turn) {
        if (turn.input() instanceof WatcherInput.NetdevSeen seen) {
            return ordererOf(seen.netdev());
        }
        for (Object key : keys(turn.input())) {
            int cause = take(turn.owner(), key);
            if (cause >= 0) {
                return cause;
            }
        }
        return -1;
    }

    /** One message of the kernel may show several orders carried out; the last of them is what brought it about. */
    private int ordererOf(Netdev netdev) {
        int last = -1;
        for (EchoKey key : List.of(
                new EchoKey(netdev.ifindex(), NetdevSetting.MTU, netdev.mtu()),
                new EchoKey(netdev.ifindex(), NetdevSetting.MAC, netdev.mac().bits()),
                new EchoKey(netdev.ifindex(), NetdevSetting.PROMISCUOUS, netdev.promiscuous() ? 1 : 0),
                new EchoKey(netdev.ifindex(), NetdevSetting.ADMIN, netdev.up() ? 1 : 0))) {
            last = Math.max(last, take(OwnerId.WATCHER, key));
        }
        return last;
    }

    /** The turn that waits longest for this; -1 where none does. */
    private int take(OwnerId owner, Object key) {
        Deque<Integer> waiting = awaited.get(new Awaited(owner, key));
        return waiting == null || waiting.isEmpty() ? -1 : waiting.poll();
    }

    private static List<Object> keys(Input input) {
        List<Object> keys = new ArrayList<>();
        keys.add(input);
        if (input instanceof TimerFired fired) {
            keys.add(new TimerKey(fired.timer(), fired.generation()));
        } else if (input instanceof MasterInput.DatapathApplied applied) {
            keys.add(applied.order());
        } else if (input instanceof VfInput.VfNetdevResult result) {
            keys.add(new SettingKey(result.setting(), result.generation()));
        } else if (input instanceof ChannelInput.HostCompletion completion) {
            keys.add(new TransactionKey(completion.incarnation(), completion.transactionId()));
        } else if (input instanceof ChannelInput.HostRndis answer) {
            keys.add(new RequestKey(answer.incarnation(), requestId(answer.message())));
        } else if (input instanceof ChannelInput.RingFull full) {
            keys.add(new TransactionKey(full.incarnation(), full.transactionId()));
        } else if (input instanceof ChannelInput.ChannelOffered) {
            keys.add(Once.OFFER);
        } else if (input instanceof WatcherInput.NetdevDump) {
            keys.add(Once.DUMP);
        }
        return keys;
    }

    private static List<Awaited> comesBackAs(OwnerId owner, Action action) {
        if (action instanceof Action.Tell tell) {
            return List.of(new Awaited(tell.to(), tell.message()));
        } else if (action instanceof Action.StartTimer start) {
            return List.of(new Awaited(owner, new TimerKey(start.timer(), start.generation())));
        } else if (action instanceof Action.OrderDatapath order) {
            return List.of(new Awaited(owner, order.order()));
        } else if (action instanceof Action.SetNetdev set) {
            return List.of(new Awaited(owner, new SettingKey(set.setting(), set.generation())),
                    new Awaited(OwnerId.WATCHER, new EchoKey(set.ifindex(), set.setting(), set.value())));
        } else if (action instanceof Action.SendMessage send && send.completionRequested()) {
            return List.of(new Awaited(owner, new TransactionKey(send.incarnation(), send.transactionId())));
        } else if (action instanceof Action.SendRndis send) {
            return List.of(new Awaited(owner, new TransactionKey(send.incarnation(), send.transactionId())),
                    new Awaited(owner, new RequestKey(send.incarnation(), requestId(send.message()))));
        } else if (action instanceof Action.AwaitOffer || action instanceof Action.CloseChannel close
                && close.reopen()) {
            return List.of(new Awaited(owner, Once.OFFER));
        }
        return action instanceof Action.RequestDump ? List.of(new Awaited(owner, Once.DUMP)) : List.of();
    }

    /** The request id of an RNDIS message; 0, which nobody uses, where it has none. */
    private static long requestId(Bytes message) {
        byte[] octets = message.toArray();
        return octets.length < REQUEST_ID_OFFSET + Integer.BYTES
                ? 0 : ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt(REQUEST_ID_OFFSET) & 0xffff_ffffL;
    }
}
