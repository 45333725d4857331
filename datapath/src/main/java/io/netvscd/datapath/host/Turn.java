package io.netvscd.datapath.host;

import io.netvscd.datapath.nvsp.NvspMessage;
import io.netvscd.datapath.rndis.RndisMessage;
import java.util.ArrayList;
import java.util.List;

/** One decision in the making: the state so far and what is ordered so far. */
final class Turn {
    private final List<HostAct> acts = new ArrayList<>();
    private HostState state;

    Turn(HostState state) {
        this.state = state;
    }

    HostState state() {
        return state;
    }

    Session session() {
        return state.session();
    }

    VfView vf() {
        return state.vf();
    }

    Mischief mischief() {
        return state.mischief();
    }

    Limits limits() {
        return state.mischief().limits();
    }

    void become(HostState next) {
        state = next;
    }

    void become(Session next) {
        state = state.with(next);
    }

    void become(RndisSession next) {
        state = state.with(state.session().with(next));
    }

    void become(VfView next) {
        state = state.with(next);
    }

    void become(Mischief next) {
        state = state.with(next);
    }

    void act(HostAct act) {
        acts.add(act);
    }

    /** Answers a request after the latency; an empty completion only where one was asked for. */
    void answer(long transactionId, NvspMessage message) {
        acts.add(new HostAct.Complete(transactionId, message, HostAct.Timing.ANSWER));
    }

    void acknowledge(HostInput.FromGuest request) {
        if (request.completionRequested()) {
            answer(request.transactionId(), null);
        }
    }

    void answer(RndisMessage message) {
        acts.add(new HostAct.SendRndis(message, HostAct.Timing.ANSWER));
    }

    void violation(String what) {
        acts.add(new HostAct.Note(what));
    }

    HostDecision done() {
        return new HostDecision(state, acts);
    }
}
