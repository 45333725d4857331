package io.netvscd.actors.machine.master;

import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.Transitions;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.OwnerId;

/**
 * The netvsc master: joins the facts of channel, VF, system and datapath into one wish, and moves host and guest to it together.
 *
 * <p>Toward the VF: ask the host, wait for its completion, then send on the VF. Back: stop sending on the VF, then tell the host,
 * then wait, then release the VF. At most one switch is under way; a wish that changes meanwhile is looked at again when it ends, so
 * a flapping VF costs no queue of messages.
 */
public final class NetvscMaster implements Machine<MasterState> {
    private final Transitions<MasterPhase, MasterState> transitions = MasterTable.of(this::applyAll);

    @Override
    public OwnerId.Kind kind() {
        return OwnerId.Kind.MASTER;
    }

    @Override
    public MasterState initial(OwnerId owner) {
        return MasterState.idle(owner.nic());
    }

    @Override
    public MasterState apply(MasterState state, Event event) {
        return MasterFacts.apply(state, event);
    }

    @Override
    public Transitions<MasterPhase, MasterState> transitions() {
        return transitions;
    }
}
