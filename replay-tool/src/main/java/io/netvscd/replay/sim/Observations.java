package io.netvscd.replay.sim;

import io.netvscd.actors.machine.master.MasterState;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.datapath.Checkpoint;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.replay.Counters;
import io.netvscd.replay.scenario.Expectation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an expectation finds: looks at a world in the words of scenario files. */
final class Observations {
    private static final String NONE = "none";

    /** Counters of a NIC when an expectation was last checked. */
    private record Mark(Checkpoint counters, long delivered, long lost) {
        static final Mark ZERO = new Mark(Checkpoint.ZERO, 0, 0);
    }

    private final VirtualWorld world;
    private final Map<String, Mark> marks = new HashMap<>();

    Observations(VirtualWorld world) {
        this.world = world;
    }

    /** What there is now, in the form of {@link Expectation.Value#expected()}. */
    String find(String nic, Expectation.Value value) {
        return switch (value.subject()) {
            case "datapath" -> phase(OwnerId.master(nic));
            case "host-datapath" -> world.nic(nic).host().path().word();
            case "admin" -> admin(nic);
            case "channel" -> phase(OwnerId.channel(nic));
            case "vf" -> vf(value.detail());
            case "vf-mtu" -> String.valueOf(world.kernel().find(value.detail()).mtu());
            case "switches" -> String.valueOf(switches(nic, value.detail()));
            case "carried" -> String.valueOf(carried(nic, value.detail()));
            case "delivered" -> String.valueOf(world.nic(nic).traffic().delivered() - mark(nic).delivered);
            case "lost" -> String.valueOf(world.nic(nic).lost() - mark(nic).lost);
            case "warnings" -> warnings(value.detail());
            case "journal" -> "gaps".equals(value.detail())
                    ? String.valueOf(world.journal().gaps()) : String.valueOf(world.journal().healthy());
            default -> throw new StepFailed("expect " + value.path() + " is not known");
        };
    }

    /** From now on {@code carried}, {@code delivered} and {@code lost} count anew. */
    void markNow(String nic) {
        VirtualNic of = world.nic(nic);
        if (of != null) {
            marks.put(nic, new Mark(of.counters(), of.traffic().delivered(), of.lost()));
        }
    }

    private Mark mark(String nic) {
        return marks.getOrDefault(nic, Mark.ZERO);
    }

    private long switches(String nic, String which) {
        SwitchCount count = world.nic(nic).switches();
        return "to-vf".equals(which) ? count.toVf() : count.toSynthetic();
    }

    private long carried(String nic, String which) {
        Checkpoint since = Counters.between(mark(nic).counters, world.nic(nic).counters());
        return "vf".equals(which) ? since.vf().txFrames() : since.synthetic().txFrames();
    }

    private String admin(String nic) {
        if (world.owners() == null) {
            return world.nic(nic).tap().up() ? "up" : "down";
        }
        MasterState state = master(nic);
        return state.settings() != null && state.settings().adminUp() ? "up" : "down";
    }

    private String phase(OwnerId owner) {
        return world.owners() == null ? NONE : word(world.owners().of(owner).phase());
    }

    private String vf(String name) {
        Optional<VirtualOwner<?>> owner = vfOwner(name);
        if (owner.isEmpty()) {
            return NONE;
        }
        SimulatedNetdev netdev = world.kernel().find(name);
        return Owners.knows(owner.get(), netdev.netdev()) ? word(owner.get().phase()) : netdev.registered() ? NONE : "gone";
    }

    private MasterState master(String nic) {
        return (MasterState) world.owners().of(OwnerId.master(nic)).state();
    }

    /** Of a NIC or of a VF, by its name. */
    private String warnings(String name) {
        if (world.nics().stream().anyMatch(nic -> nic.setup().name().equals(name))) {
            return world.owners() == null ? "[]" : master(name).warnings().toString();
        }
        return vfOwner(name).map(owner -> ((VfState) owner.state()).warnings().toString()).orElse("[]");
    }

    private Optional<VirtualOwner<?>> vfOwner(String name) {
        Netdev netdev = world.kernel().find(name).netdev();
        return world.owners() == null ? Optional.empty() : world.owners().ofVf(netdev);
    }

    static String word(Enum<?> phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
