package io.netvscd.replay.sim;

import io.netvscd.actors.machine.channel.ChannelPhase;
import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.actors.machine.vf.VfPhase;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.scenario.DaemonStep;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.scenario.TimedStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A daemon that is killed at rest and started on an unchanged machine brings back what there was, and so does an owner that is restarted.
 * Of several VFs that are alike, which one is joined and which waits may change, so one that waits may be up or down.
 */
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
        boolean restart = step instanceof DaemonStep daemon && daemon.verb() == DaemonStep.Verb.RESTART
                && daemon.afterTurns() == 0;
        if (crash || restart) {
            before = world.daemon() != null && atRest() && nothingSpecial() ? view() : null;
            startedAgain = restart;
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

    /**
     * A warning stands for something that is left as it is; a reset under way is not known to a new life; a new channel is on the
     * host's new terms; a VF that is kept while another goes first is kept for what was before this life of the NIC alone.
     */
    private boolean nothingSpecial() {
        return world.nics().stream().noneMatch(nic -> nic.termsChanged() || anotherGoesFirst(nic))
                && vfs().stream().allMatch(vf -> vf.warnings().isEmpty())
                && world.kernel().all().stream().noneMatch(netdev -> netdev.resetting() || netdev.dead());
    }

    private boolean anotherGoesFirst(VirtualNic nic) {
        return ((MasterState) world.daemon().owners().of(OwnerId.master(nic.setup().name())).state()).anotherGoesFirst();
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
            SimulatedNetdev netdev = vf.netdev() == null ? null : world.kernel().byIfindex(vf.netdev().ifindex());
            if (netdev != null) {
                String phase = vf.owner().nic() + " VF " + Observations.word(vf.phase());
                view.add(vf.phase() == VfPhase.PRESENT ? phase : phase + settings(netdev.netdev()));
            }
        }
        Collections.sort(view);
        return view;
    }

    private static String settings(Netdev netdev) {
        return (netdev.up() ? " up " : " down ") + netdev.mac() + " mtu " + netdev.mtu()
                + (netdev.promiscuous() ? " promiscuous" : "");
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
