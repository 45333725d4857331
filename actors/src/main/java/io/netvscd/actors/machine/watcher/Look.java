package io.netvscd.actors.machine.watcher;

import io.netvscd.actors.machine.Decision;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.MasterInput;
import io.netvscd.journal.vocabulary.MasterInput.FunctionIdle;
import io.netvscd.journal.vocabulary.MasterInput.FunctionServed;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.PciFunction;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionIdleTold;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.FunctionServedTold;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.RoundEnded;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;
import java.util.List;
import java.util.Map;

/** Compares netdevs with what is known, one after the other, and collects what follows. */
final class Look {
    private final Decision.Builder decision = new Decision.Builder();
    private WatcherState now;

    Look(WatcherState state) {
        now = state;
    }

    WatcherState now() {
        return now;
    }

    Look that(WatcherEvent event) {
        decision.that(event);
        now = WatcherFacts.apply(now, event);
        return this;
    }

    Look order(Action action) {
        decision.order(action);
        return this;
    }

    Decision orNothing(String reason) {
        return decision.orNothing(reason);
    }

    /** This netdev is there. */
    Look see(Netdev netdev) {
        switch (Sight.of(now, netdev)) {
            case STRANGER -> that(new NetdevNoted(netdev));
            case CHANGED -> {
                VfSighting vf = now.vfs().get(netdev.ifindex());
                that(new NetdevNoted(netdev)).order(new Tell(vf.owner(), new VfChanged(vf.generation(), netdev)));
            }
            case RECOGNISED -> that(new NetdevNoted(netdev)).recognise(netdev, Recognition.nicOf(now.nics(), netdev).nic());
            case REPLACED -> lose(netdev.ifindex()).see(netdev);
            case NEVER_A_VF -> lose(netdev.ifindex());
            case NOTHING_NEW -> { }
        }
        return now.idle().contains(netdev.pciAddress()) && now.hasNetdev(netdev.pciAddress())
                ? served(netdev.pciAddress())
                : this;
    }

    /** This netdev is gone, if it was there. */
    Look lose(int ifindex) {
        VfSighting vf = now.vfs().get(ifindex);
        if (vf != null || now.netdevs().containsKey(ifindex)) {
            that(new NetdevForgotten(ifindex));
        }
        return vf == null ? this : tellOfLoss(vf);
    }

    /**
     * While the end of one netdev of a VF has not been told, another can be there; its owner goes by the one that it was told of last.
     * Where just that one is lost, it is told of the other again.
     */
    private Look tellOfLoss(VfSighting lost) {
        int other = latestOf(lost.owner());
        if (other == 0) {
            return order(new Tell(lost.owner(), new VfVanished(lost.generation())));
        }
        return now.vfs().get(other).generation() > lost.generation() ? this : tellAgainOfVf(lost.owner());
    }

    /** The netdev that a VF was recognised in last, 0 where there is none. */
    private int latestOf(OwnerId owner) {
        int latest = 0;
        long generation = 0;
        for (Map.Entry<Integer, VfSighting> each : now.vfs().entrySet()) {
            VfSighting vf = each.getValue();
            if (vf.owner().equals(owner) && vf.generation() > generation) {
                latest = each.getKey();
                generation = vf.generation();
            }
        }
        return latest;
    }

    /** This function is on the bus. */
    Look find(PciFunction function) {
        boolean known = function.slot().equals(now.functions().get(function.pciAddress()));
        return known ? this : that(new FunctionNoted(function.pciAddress(), function.slot()));
    }

    /** This function is on the bus no more, if it was. */
    Look miss(String pciAddress) {
        if (now.functions().containsKey(pciAddress)) {
            that(new FunctionForgotten(pciAddress));
        }
        return now.idle().contains(pciAddress) ? served(pciAddress) : this;
    }

    /** Functions that were there a round ago and have no netdev to this day: one of them may be a VF without a driver. */
    Look endRound() {
        for (String pciAddress : List.copyOf(now.settled())) {
            if (!now.idle().contains(pciAddress) && !now.hasNetdev(pciAddress)) {
                that(new FunctionIdleTold(pciAddress));
                tellMasters(new FunctionIdle(pciAddress, now.functions().get(pciAddress)));
            }
        }
        return now.settled().containsAll(now.functions().keySet()) ? this : that(new RoundEnded());
    }

    /** The owner of a VF knows nothing for certain any more: it is told of the VF anew, or that there is none. */
    Look tellAgainOfVf(OwnerId owner) {
        int ifindex = latestOf(owner);
        if (ifindex == 0) {
            return order(new Tell(owner, new VfVanished(now.lastGeneration())));
        }
        // What an earlier life has seen is told of by the dump that this one waits for.
        return now.vfs().get(ifindex).earlierLife() ? this : recognise(now.netdevs().get(ifindex), owner.nic());
    }

    /** A master has forgotten its VFs, and which functions have no netdev. */
    Look tellAgainOf(String nic) {
        now.vfs().values().stream().filter(vf -> vf.nic().equals(nic)).map(VfSighting::owner).distinct().toList()
                .forEach(this::tellAgainOfVf);
        now.idle().forEach(pciAddress -> order(
                new Tell(OwnerId.master(nic), new FunctionIdle(pciAddress, now.functions().get(pciAddress)))));
        return this;
    }

    private Look served(String pciAddress) {
        return that(new FunctionServedTold(pciAddress)).tellMasters(new FunctionServed(pciAddress));
    }

    private Look tellMasters(MasterInput message) {
        now.nics().forEach(nic -> order(new Tell(OwnerId.master(nic.nic()), message)));
        return this;
    }

    private Look recognise(Netdev netdev, String nic) {
        that(new VfRecognised(netdev.ifindex(), nic, netdev.key(), now.lastGeneration() + 1));
        VfSighting vf = now.vfs().get(netdev.ifindex());
        return order(new Tell(vf.owner(), new VfAppeared(vf.generation(), netdev, takeoverDelayMs(nic))));
    }

    private long takeoverDelayMs(String name) {
        return now.nics().stream().filter(nic -> nic.nic().equals(name)).findFirst().orElseThrow().takeoverDelayMs();
    }
}
