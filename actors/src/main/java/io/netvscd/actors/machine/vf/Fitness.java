package io.netvscd.actors.machine.vf;

import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.VfSettings;

/**
 * Whether a VF could carry.
 *
 * @param why what is missing, in words; empty when it is fit
 */
public record Fitness(boolean ready, String why) {
    static final Fitness READY = new Fitness(true, "");

    static Fitness unfit(String why) {
        return new Fitness(false, why);
    }

    /** Of a VF that has been taken over, by what is known of it. */
    static Fitness of(VfState state) {
        Netdev netdev = state.netdev();
        VfSettings settings = state.settings();
        if (state.service() != ServiceState.RECOVERED) {
            return unfit(state.service() == ServiceState.FAILED ? "failed" : "recovering");
        }
        if (!settings.adminUp()) {
            return unfit("master down");
        }
        if (!netdev.up()) {
            return unfit("down");
        }
        if (state.repairs().refused().contains(NetdevSetting.ISOLATION)) {
            return unfit("not isolated");
        }
        if (state.repairs().refused().contains(NetdevSetting.MAC)) {
            return unfit("mac " + netdev.mac() + ", master " + settings.mac());
        }
        if (!netdev.carrier()) {
            return unfit("no carrier");
        }
        return netdev.mtu() == settings.mtu() ? READY : unfit("mtu " + netdev.mtu() + ", master " + settings.mtu());
    }
}
