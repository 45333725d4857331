package io.netvscd.replay.excerpt;

import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.replay.scenario.Expectation;
import io.netvscd.replay.scenario.Position;
import io.netvscd.replay.scenario.Step;
import io.netvscd.replay.sim.Owners;
import io.netvscd.replay.sim.VirtualOwner;
import java.util.ArrayList;
import java.util.List;

/** What owners were at a moment of a record, as what is expected then. */
final class Outcome {
    private static final Position NOWHERE = new Position("", 0);

    private final Owners owners;
    private final Scene scene;

    Outcome(Owners owners, Scene scene) {
        this.owners = owners;
        this.scene = scene;
    }

    /** Of one NIC; {@code carried} is what its frames must have come to since the last time. */
    Expectation of(Scene.Nic nic, Frames.Carried carried) {
        String name = nic.facts().nic();
        List<Expectation.Value> values = new ArrayList<>();
        values.add(value("datapath", "", phase(owners.of(OwnerId.master(name)))));
        values.add(value("admin", "", nic.up ? "up" : "down"));
        values.add(value("channel", "", phase(owners.of(OwnerId.channel(name)))));
        for (VirtualOwner<?> owner : owners.sorted()) {
            Scene.Device device = owner.id().kind() == OwnerId.Kind.VF && owner.id().nic().equals(name)
                    ? scene.byKey(owner.id().vf()) : null;
            if (device != null && owner.state() instanceof VfState state && state.netdev() != null
                    && state.netdev().ifindex() == device.look().ifindex()) {
                values.add(value("vf", device.name(), phase(owner)));
            }
        }
        if (carried.known() && carried.vf() + carried.synthetic() > 0) {
            values.add(value("carried", "vf", String.valueOf(carried.vf())));
            values.add(value("carried", "synthetic", String.valueOf(carried.synthetic())));
        }
        return new Expectation(values);
    }

    private static String phase(VirtualOwner<?> owner) {
        return Step.word(owner.phase());
    }

    private static Expectation.Value value(String subject, String detail, String expected) {
        return new Expectation.Value(subject, detail, expected, NOWHERE);
    }
}
