package io.netvscd.actors.machine.watcher;

import io.netvscd.journal.vocabulary.Netdev;

/** What a description of a netdev means to the watcher. */
enum Sight {
    NEVER_A_VF("that can be no VF", "it is not remembered"),
    STRANGER("with a MAC of no NIC", "it is remembered: its MAC may change"),
    NOTHING_NEW("as known", "nothing"),
    RECOGNISED("that is a VF not yet told of", "its owner is told, under a new generation"),
    CHANGED("of a VF, changed", "its owner is told"),
    REPLACED("of another device under the ifindex of a VF", "the VF has vanished; the device is examined afresh");

    private final String when;
    private final String decided;

    Sight(String when, String decided) {
        this.when = when;
        this.decided = decided;
    }

    String when() {
        return when;
    }

    String decided() {
        return decided;
    }

    static Sight of(WatcherState state, Netdev netdev) {
        VfSighting vf = state.vfs().get(netdev.ifindex());
        Netdev known = state.netdevs().get(netdev.ifindex());
        if (vf != null) {
            if (!Recognition.isStill(state.nics(), vf, netdev)) {
                return REPLACED;
            }
            if (vf.earlierLife()) {
                return RECOGNISED;
            }
            return netdev.equals(known) ? NOTHING_NEW : CHANGED;
        }
        if (Recognition.nicOf(state.nics(), netdev) != null) {
            return RECOGNISED;
        }
        if (!Recognition.couldBeVf(state.nics(), netdev)) {
            return NEVER_A_VF;
        }
        return netdev.equals(known) ? NOTHING_NEW : STRANGER;
    }
}
