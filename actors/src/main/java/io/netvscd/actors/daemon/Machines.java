package io.netvscd.actors.daemon;

import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.channel.VmbusChannel;
import io.netvscd.actors.machine.master.NetvscMaster;
import io.netvscd.actors.machine.vf.VirtualFunction;
import io.netvscd.actors.machine.watcher.PciHotplugWatcher;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.EnumMap;
import java.util.Map;

/** The machine of each kind of owner; one of each serves all owners, since they have no state of their own. */
public final class Machines {
    private static final Map<OwnerId.Kind, Machine<?>> ALL = new EnumMap<>(Map.of(
            OwnerId.Kind.MASTER, new NetvscMaster(),
            OwnerId.Kind.CHANNEL, new VmbusChannel(),
            OwnerId.Kind.VF, new VirtualFunction(),
            OwnerId.Kind.WATCHER, new PciHotplugWatcher()));

    private Machines() {
    }

    public static Machine<?> of(OwnerId.Kind kind) {
        return ALL.get(kind);
    }
}
