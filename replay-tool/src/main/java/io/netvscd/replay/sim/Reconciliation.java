package io.netvscd.replay.sim;

import io.netvscd.actors.machine.channel.ChannelPhase;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import java.util.ArrayList;
import java.util.List;

/** A daemon that is killed at rest and started on an unchanged machine brings back what there was. */
final class Reconciliation {
    private final VirtualWorld world;
    /** What there was when the daemon was killed, null where nothing is to be compared. */
    private List<String> before;
    private boolean startedAgain;

    Reconciliation(VirtualWorld world) {
        this.world = world;
    }

    /** A step is about to happen. */
    void before(TimedStep timed) {
        Step step = timed.step();
        boolean crash = step instanceof DaemonStep daemon && daemon.verb() == DaemonStep.Verb.CRASH
                && daemon.afterTurns() == 0;
        boolean start = step instanceof DaemonStep daemon && daemon.verb() == DaemonStep.Verb.START;
        if (crash) {
            before = world.daemon() != null && atRest() && nothingSpecial() ? view() : null;
            startedAgain = false;
        } else if (start) {
            startedAgain = true;
        } else if (!(step instanceof Expectation)) {
            before = null;
        }
    }

    /** What is not as it was, in words, or null. */
    String broken() {
        if (before == null || !startedAgain || world.daemon() == null || !atRest()) {
            return null;
        }
        List<String> was = before;
        before = null;
        List<String> now = view();
        return now.equals(was) ? null : "after a restart on an unchanged machine: " + now + ", before it: " + was;
    }

    private boolean atRest() {
        return world.nics().stream().allMatch(nic -> Rest.of(world, nic));
    }

    /** A warning stands for something that is left as it is; a reset under way is not known to a new life. */
    private boolean nothingSpecial() {
        return vfs().stream().allMatch(vf -> vf.warnings().isEmpty())
                && world.kernel().all().stream().noneMatch(netdev -> netdev.resetting() || netdev.dead());
    }

    private List<String> view() {
        List<String> view = new ArrayList<>();
        for (VirtualNic nic : world.nics()) {
            String name = nic.setup().name();
            boolean open = world.daemon().owners().of(OwnerId.channel(name)).phase() == ChannelPhase.OPEN;
            view.add(name + " " + Observations.word(world.daemon().owners().of(OwnerId.master(name)).phase()) + ", host "
                    + nic.host().path().word() + (open ? ", open" : ", not open"));
        }
        for (VfState vf : vfs()) {
            if (vf.netdev() != null && world.kernel().byIfindex(vf.netdev().ifindex()) != null) {
                view.add(vf.owner() + " " + Observations.word(vf.phase()));
            }
        }
        for (SimulatedNetdev netdev : world.kernel().all()) {
            if (netdev.registered()) {
                view.add(netdev.netdev().toString());
            }
        }
        return view;
    }

    private List<VfState> vfs() {
        List<VfState> vfs = new ArrayList<>();
        for (VirtualOwner<?> owner : world.daemon().owners().all()) {
            if (owner.id().kind() == OwnerId.Kind.VF) {
                vfs.add((VfState) owner.state());
            }
        }
        return vfs;
    }
}
