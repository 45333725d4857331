package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Machine;
import io.netvscd.datapath.port.Port;
import io.netvscd.journal.vocabulary.OwnerId;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What worlds are made with, one after the other, on one thread.
 *
 * @param machines the machine of each kind of owner
 * @param vfPort   what stands between the datapath and a VF's port; the port itself where nothing does
 * @param memory   used by one world at a time
 */
public record Fittings(
        Function<OwnerId.Kind, Machine<?>> machines, UnaryOperator<Port> vfPort, WireMemory memory) {
    /** What the daemon is made of. */
    public static Fittings sound() {
        return of(Machines.all());
    }

    /** The daemon with these machines. */
    public static Fittings of(Function<OwnerId.Kind, Machine<?>> machines) {
        return new Fittings(machines, UnaryOperator.identity(), new WireMemory());
    }
}
