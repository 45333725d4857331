package io.netvscd.datapath.host;

import io.netvscd.datapath.DataPath;
import io.netvscd.datapath.host.HostCommand.DropCompletion;
import io.netvscd.datapath.host.HostCommand.FailSwitch;
import io.netvscd.datapath.host.HostCommand.ForceSynthetic;
import io.netvscd.datapath.host.HostCommand.HoldCompletions;
import io.netvscd.datapath.host.HostCommand.LimitMtu;
import io.netvscd.datapath.host.HostCommand.LimitVersion;
import io.netvscd.datapath.host.HostCommand.Link;
import io.netvscd.datapath.host.HostCommand.LoseSubchannels;
import io.netvscd.datapath.host.HostCommand.NetworkChange;
import io.netvscd.datapath.host.HostCommand.RefuseOid;
import io.netvscd.datapath.host.HostCommand.ReleaseCompletions;
import io.netvscd.datapath.host.HostCommand.Silent;
import io.netvscd.datapath.host.HostCommand.Talk;
import io.netvscd.datapath.host.HostCommand.VfAssociation;
import io.netvscd.datapath.nvsp.NvspMessage.SwitchDataPath;

/**
 * The host's mind: no clock, no memory, no ring. It keeps a view of the VF and of the data path of its own, by the
 * rules that Microsoft's open host follows (PROTOCOL 5.2), so that what the guest believes can be held against it.
 */
final class HostMachine {
    private final Handshake handshake;
    private final RndisRules rndis;

    HostMachine(HostFacts facts) {
        handshake = new Handshake(facts);
        rndis = new RndisRules(facts);
    }

    HostDecision decide(HostState state, HostInput input) {
        Turn turn = new Turn(state);
        if (input instanceof HostInput.Opened) {
            turn.become(Session.FRESH);
        } else if (input instanceof HostInput.Closed) {
            closed(turn);
        } else if (input instanceof HostInput.SwitchMade made) {
            VfRules.switchMade(turn, made.transactionId());
        } else if (input instanceof HostInput.DeviceOffered) {
            VfRules.deviceOffered(turn);
        } else if (input instanceof HostInput.Commanded commanded) {
            obey(turn, commanded.command());
        } else if (!state.mischief().silent()) {
            hear(turn, input);
        }
        return turn.done();
    }

    private void hear(Turn turn, HostInput input) {
        if (input instanceof HostInput.FromGuest request) {
            if (request.message() instanceof SwitchDataPath wanted) {
                VfRules.guestWants(turn, request, wanted.path());
            } else {
                handshake.heard(turn, request);
            }
        } else if (input instanceof HostInput.RndisFromGuest message) {
            rndis.heard(turn, message.message());
        } else if (input instanceof HostInput.Unreadable unreadable) {
            turn.violation(unreadable.why());
            if (unreadable.completionRequested()) {
                turn.answer(unreadable.transactionId(), null);
            }
        }
    }

    private void obey(Turn turn, HostCommand command) {
        Mischief mischief = turn.mischief();
        if (command instanceof VfAssociation association) {
            VfRules.associate(turn, association.allocated(), association.serial());
        } else if (command instanceof ForceSynthetic) {
            VfRules.force(turn);
        } else if (command instanceof Link link) {
            rndis.link(turn, link.up());
        } else if (command instanceof NetworkChange) {
            rndis.networkChange(turn);
        } else if (command instanceof HoldCompletions) {
            turn.become(mischief.holding(true));
        } else if (command instanceof ReleaseCompletions) {
            VfRules.release(turn);
        } else if (command instanceof DropCompletion) {
            turn.become(mischief.droppingNext(true));
        } else if (command instanceof FailSwitch) {
            turn.become(mischief.failingNext(true));
        } else if (command instanceof LimitVersion limit) {
            turn.become(mischief.within(mischief.limits().version(limit.version())));
        } else if (command instanceof RefuseOid refuse) {
            turn.become(mischief.within(mischief.limits().withoutOid(refuse.oid())));
        } else if (command instanceof LoseSubchannels lose) {
            turn.become(mischief.within(mischief.limits().losing(lose.count())));
        } else if (command instanceof LimitMtu limit) {
            turn.become(mischief.within(mischief.limits().mtu(limit.mtu())));
        } else if (command instanceof Silent) {
            turn.become(mischief.silent(true));
        } else if (command instanceof Talk) {
            turn.become(mischief.silent(false));
        } else {
            throw new IllegalArgumentException("a command for the shell: " + command);
        }
    }

    /**
     * A closed channel leaves the synthetic path behind; the VF stays with the NIC and is announced again on the next
     * one.
     */
    private static void closed(Turn turn) {
        turn.become(Session.CLOSED);
        turn.become(turn.mischief().withoutHeld());
        if (turn.vf().state() != VfState.UNAVAILABLE) {
            turn.become(turn.vf().in(VfState.AVAILABLE));
        }
        turn.become(turn.vf().onPath(DataPath.SYNTHETIC));
    }
}
