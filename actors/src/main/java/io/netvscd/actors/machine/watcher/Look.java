package io.netvscd.actors.machine.watcher;

import io.netvscd.actors.machine.Decision;
import io.netvscd.journal.vocabulary.Action;
import io.netvscd.journal.vocabulary.Action.Tell;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NicFacts;
import io.netvscd.journal.vocabulary.VfInput.VfAppeared;
import io.netvscd.journal.vocabulary.VfInput.VfChanged;
import io.netvscd.journal.vocabulary.VfInput.VfVanished;
import io.netvscd.journal.vocabulary.WatcherEvent;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevForgotten;
import io.netvscd.journal.vocabulary.WatcherEvent.NetdevNoted;
import io.netvscd.journal.vocabulary.WatcherEvent.VfRecognised;

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
        now = now.after(event);
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
            case RECOGNISED -> recognise(netdev);
            case REPLACED -> lose(netdev.ifindex()).see(netdev);
            case NEVER_A_VF -> lose(netdev.ifindex());
            case NOTHING_NEW -> { }
        }
        return this;
    }

    /** This netdev is gone, if it was there. */
    Look lose(int ifindex) {
        VfSighting vf = now.vfs().get(ifindex);
        if (vf != null || now.netdevs().containsKey(ifindex)) {
            that(new NetdevForgotten(ifindex));
        }
        return vf == null ? this : order(new Tell(vf.owner(), new VfVanished(vf.generation())));
    }

    private void recognise(Netdev netdev) {
        NicFacts nic = Recognition.nicOf(now.nics(), netdev).orElseThrow();
        that(new NetdevNoted(netdev));
        that(new VfRecognised(netdev.ifindex(), nic.nic(), netdev.key(), now.lastGeneration() + 1));
        VfSighting vf = now.vfs().get(netdev.ifindex());
        order(new Tell(vf.owner(), new VfAppeared(vf.generation(), netdev, nic.takeoverDelayMs())));
    }
}
