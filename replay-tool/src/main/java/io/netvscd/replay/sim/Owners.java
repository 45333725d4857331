package io.netvscd.replay.sim;

import io.netvscd.actors.machine.Machine;
import io.netvscd.actors.machine.vf.VfState;
import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.TransitionRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All owners of a machine, made when they are first spoken of. */
public final class Owners {
    private final Function<OwnerId.Kind, Machine<?>> machines;
    private final Beginnings beginnings;
    private final Map<OwnerId, VirtualOwner<?>> byId = new LinkedHashMap<>();

    /** Owners that live on these machines, all of whose records are there. */
    public Owners(Function<OwnerId.Kind, Machine<?>> machines) {
        this(machines, Beginnings.NONE);
    }

    /** Owners of a journal that does not have all of their records. */
    public Owners(Function<OwnerId.Kind, Machine<?>> machines, Beginnings beginnings) {
        this.machines = machines;
        this.beginnings = beginnings;
    }

    /** The owner of a record as it was before it, the records before, as far as there are any, having been applied. */
    public VirtualOwner<?> before(TransitionRecord record) {
        VirtualOwner<?> owner = of(record.owner());
        begin(owner, record);
        return owner;
    }

    /** The owner of a record knows what it knew before it where that does not follow from the records before. */
    public void begin(VirtualOwner<?> owner, TransitionRecord record) {
        beginnings.before(record).ifPresent(owner::know);
    }

    /** The owner, in its initial state if it has not been spoken of before. */
    public VirtualOwner<?> of(OwnerId id) {
        return byId.computeIfAbsent(id, absent -> make(absent, machines.apply(absent.kind())));
    }

    /** Others, who know the same. */
    Owners copy() {
        Owners copy = new Owners(machines);
        byId.forEach((id, owner) -> copy.byId.put(id, owner.copy()));
        return copy;
    }

    /** The owner of a VF; of those that had one in its slot, each for a NIC of its own, the one that knows this netdev. */
    Optional<VirtualOwner<?>> ofVf(Netdev netdev) {
        VirtualOwner<?> found = null;
        for (VirtualOwner<?> owner : sorted()) {
            boolean ofItsSlot = owner.id().kind() == OwnerId.Kind.VF && owner.id().vf().equals(netdev.key());
            if (ofItsSlot && (found == null || knows(owner, netdev))) {
                found = owner;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether a VF's owner speaks of this netdev, and of none that had its slot before. */
    static boolean knows(VirtualOwner<?> vf, Netdev netdev) {
        Netdev known = ((VfState) vf.state()).netdev();
        return known == null || known.ifindex() == netdev.ifindex();
    }

    /** Whether the owner has been spoken of. */
    public boolean knows(OwnerId id) {
        return byId.containsKey(id);
    }

    /** All of them, in the order in which they were first spoken of. */
    public Collection<VirtualOwner<?>> all() {
        return byId.values();
    }

    /** All of them, by their text form. */
    public Collection<VirtualOwner<?>> sorted() {
        return new TreeMap<>(byId).values();
    }

    private static <S> VirtualOwner<S> make(OwnerId id, Machine<S> machine) {
        return new VirtualOwner<>(id, machine);
    }
}
