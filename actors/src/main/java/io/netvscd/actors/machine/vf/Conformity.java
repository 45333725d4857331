package io.netvscd.actors.machine.vf;

import io.netvscd.datapath.MacAddress;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to make a VF's netdev follow its master, in the kernel's own order: MTU, address, receive mode, then
 * admin state, so that nothing is sent or received before the rest is right (PROTOCOL: takeover).
 */
final class Conformity {
    static final List<NetdevSetting> ORDER =
            List.of(NetdevSetting.MTU, NetdevSetting.MAC, NetdevSetting.PROMISCUOUS, NetdevSetting.ADMIN);

    private Conformity() {
    }

    /** The settings in which {@code netdev} is not as it should be. */
    static List<NetdevSetting> lacking(Netdev netdev, VfSettings settings) {
        return differing(new VfSettings(netdev.up(), netdev.mtu(), netdev.mac(), netdev.promiscuous()), settings);
    }

    /**
     * The settings in which a VF is not as its master, though nobody's word or refusal stands against that: whoever set it down by
     * hand is not fought, and what was refused is tried again in its own time.
     */
    static List<NetdevSetting> drifted(VfState state) {
        List<NetdevSetting> drifted = new ArrayList<>(lacking(state.netdev(), state.settings()));
        drifted.removeAll(state.repairs().refused());
        if (state.warnings().contains(VfTurn.SET_DOWN_BY_OTHERS)) {
            drifted.remove(NetdevSetting.ADMIN);
        }
        return drifted;
    }

    /** The settings in which two masters' wishes differ. */
    static List<NetdevSetting> differing(VfSettings before, VfSettings now) {
        List<NetdevSetting> differing = new ArrayList<>();
        for (NetdevSetting setting : ORDER) {
            if (value(before, setting) != value(now, setting)) {
                differing.add(setting);
            }
        }
        return differing;
    }

    /** A setting as the number that the kernel is told: octets, {@link MacAddress#bits()}, or 1 for on. */
    static long value(VfSettings settings, NetdevSetting setting) {
        return switch (setting) {
            case ISOLATION, PARKED -> 1;
            case MTU -> settings.mtu();
            case MAC -> settings.mac().bits();
            case PROMISCUOUS -> settings.promiscuous() ? 1 : 0;
            case ADMIN -> settings.adminUp() ? 1 : 0;
        };
    }
}
