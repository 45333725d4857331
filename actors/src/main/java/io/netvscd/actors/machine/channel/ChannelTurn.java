package io.netvscd.actors.machine.channel;

import io.netvscd.actors.machine.Decision;
import io.netvscd.datapath.nvsp.NvspCodec;
import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.nvsp.NvspVersion;
import io.netvscd.datapath.rndis.RndisCodec;
import io.netvscd.datapath.rndis.RndisMessage;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Bytes;
import io.netvscd.journal.vocabulary.ChannelEvent;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.TimerName;

/** One turn of a channel: what was noted so far is true already, so that ids and generations are never given twice. */
final class ChannelTurn {
    private final Decision.Builder decision = new Decision.Builder();
    private ChannelState state;
    private long nextId;

    ChannelTurn(ChannelState state) {
        this.state = state;
    }

    ChannelState state() {
        return state;
    }

    /** Notes facts. */
    ChannelTurn that(Event... events) {
        for (Event event : events) {
            state = ChannelFacts.apply(state, event);
            decision.that(event);
        }
        return this;
    }

    ChannelTurn order(Action action) {
        decision.order(action);
        return this;
    }

    ChannelTurn tell(MasterInput message) {
        return order(new Action.Tell(state.master(), message));
    }

    /** A transaction id that nothing of this incarnation had. */
    long takeId() {
        nextId = Math.max(nextId, state.session().nextId());
        return nextId++;
    }

    /** Sends a message that nothing answers. */
    ChannelTurn send(NvspMessage message) {
        return send(takeId(), false, message);
    }

    /** Sends a message whose answer carries the same id. */
    ChannelTurn ask(long id, NvspMessage message) {
        return send(id, true, message);
    }

    private ChannelTurn send(long id, boolean completionRequested, NvspMessage message) {
        Bytes payload = Bytes.of(NvspCodec.encode(message, encodingOf(message)));
        return order(new Action.SendMessage(state.incarnation(), id, completionRequested, payload));
    }

    /** Before a version is agreed on, a message is as long as the version that it asks for has them. */
    private NvspVersion encodingOf(NvspMessage message) {
        Session session = state.session();
        return message instanceof NvspMessage.Init ? session.awaited().proposed() : session.agreed().version();
    }

    ChannelTurn rndis(long id, RndisMessage message) {
        return order(new Action.SendRndis(state.incarnation(), id, Bytes.of(RndisCodec.encode(message))));
    }

    /** Starts a timer, in place of one of this name that runs. */
    ChannelTurn start(TimerName timer, long delayMs) {
        long generation = state.timers().last() + 1;
        return that(new ChannelEvent.TimerArmed(timer, generation))
                .order(new Action.StartTimer(timer, generation, delayMs));
    }

    ChannelTurn cancel(TimerName timer) {
        return state.timers().runs(timer) ? order(new Action.CancelTimer(timer)) : this;
    }

    ChannelTurn cancelAll() {
        state.timers().names().forEach(this::cancel);
        return this;
    }

    Decision done() {
        return decision.done();
    }
}
