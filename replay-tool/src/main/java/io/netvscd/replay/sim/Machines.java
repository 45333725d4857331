package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.channel.VmbusChannel;
import io.netvscd.actors.machine.master.NetvscMaster;
import io.netvscd.actors.machine.vf.VirtualFunction;
import io.netvscd.actors.machine.watcher.PciHotplugWatcher;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** The machines that the daemon runs, one for each kind of owner. */
public final class Machines {
    private Machines() {
    }

    /** The machine of each kind. */
    public static Function<OwnerId.Kind, Machine<?>> all() {
        Map<OwnerId.Kind, Machine<?>> machines = new EnumMap<>(OwnerId.Kind.class);
        machines.put(OwnerId.Kind.CHANNEL, new VmbusChannel());
        machines.put(OwnerId.Kind.WATCHER, new PciHotplugWatcher());
        machines.put(OwnerId.Kind.VF, new VirtualFunction());
        machines.put(OwnerId.Kind.MASTER, new NetvscMaster());
        return machines::get;
    }
}
