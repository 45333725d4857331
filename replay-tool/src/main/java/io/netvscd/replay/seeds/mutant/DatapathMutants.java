package io.netvscd.replay.seeds.mutant;

import io.netvscd.datapath.port.Burst;
import io.netvscd.datapath.port.DelegatingPort;
import io.netvscd.datapath.port.Port;
import io.netvscd.replay.sim.Fittings;
import java.util.List;
import java.util.function.UnaryOperator;

/** Forwarding cores whose VF port lies to them. */
final class DatapathMutants {
    private DatapathMutants() {
    }

    static List<Mutant> all() {
        return List.of(
                mutant("sends-twice", "a frame leaves twice on the VF", port -> new DelegatingPort(port) {
                    @Override
                    public int send(Burst burst, int from) {
                        int taken = super.send(burst, from);
                        super.send(burst, from);
                        return taken;
                    }
                }),
                mutant("swallows", "a VF that is gone takes frames as if it were there", port -> new DelegatingPort(port) {
                    @Override
                    public int send(Burst burst, int from) {
                        return health() == Health.FAILED ? burst.size - from : super.send(burst, from);
                    }
                }),
                mutant("never-falls-back", "a VF that is gone is waited for", port -> new DelegatingPort(port) {
                    @Override
                    public Health health() {
                        return Health.BUSY;
                    }
                }),
                mutant("deaf-on-the-vf", "what arrives on the VF is not received", port -> new DelegatingPort(port) {
                    @Override
                    public int receive(Burst burst) {
                        burst.size = 0;
                        return 0;
                    }
                }),
                mutant("drops-when-full", "what a full ring does not take is dropped", port -> new DelegatingPort(port) {
                    @Override
                    public int send(Burst burst, int from) {
                        super.send(burst, from);
                        return burst.size - from;
                    }
                }));
    }

    private static Mutant mutant(String name, String what, UnaryOperator<Port> port) {
        return new Mutant("datapath", name, what, () -> {
            Fittings sound = Fittings.sound();
            return new Fittings(sound.machines(), port, sound.memory());
        });
    }
}
