package io.netvscd.actors.daemon;

import io.netvscd.datapath.host.HostCommand;
import io.netvscd.journal.vocabulary.Event;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.TransitionRecord;
import io.netvscd.journal.vocabulary.WatcherEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code vf.association = auto}: has an embedded host associate the VF that the watcher recognised, and end that when
 * it is gone.
 * Stands in for a host that plugs the function in itself.
 */
final class HostFollower {
    private final String nic;
    private final Consumer<HostCommand> host;
    private final Map<Integer, Integer> serialByIfindex = new LinkedHashMap<>();

    HostFollower(String nic, Consumer<HostCommand> host) {
        this.nic = nic;
        this.host = host;
    }

    /** Hears the watcher's turns, in order. */
    synchronized void hear(TransitionRecord turn) {
        Netdev seen = null;
        for (Event event : turn.events()) {
            if (event instanceof WatcherEvent.NetdevNoted noted) {
                seen = noted.netdev();
            } else if (event instanceof WatcherEvent.VfRecognised vf && vf.nic().equals(nic)) {
                associate(vf.ifindex(), seen == null ? "" : seen.slot());
            } else if (event instanceof WatcherEvent.NetdevForgotten gone) {
                dissociate(gone.ifindex());
            }
        }
    }

    private void associate(int ifindex, String slot) {
        int serial = slot.matches("\\d{1,9}") ? Integer.parseInt(slot) : ifindex;
        serialByIfindex.put(ifindex, serial);
        host.accept(new HostCommand.VfAssociation(true, serial));
    }

    private void dissociate(int ifindex) {
        Integer serial = serialByIfindex.remove(ifindex);
        if (serial == null) {
            return;
        }
        host.accept(new HostCommand.VfAssociation(false, serial));
        serialByIfindex.values().stream().findFirst().ifPresent(other ->
                host.accept(new HostCommand.VfAssociation(true, other)));
    }
}
