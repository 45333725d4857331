package io.netvscd.actors.machine.vf;

import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.OwnerId;
import io.netvscd.journal.vocabulary.ServiceState;
import io.netvscd.journal.vocabulary.VfSettings;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a virtual function knows of itself.
 *
 * @param generation      of its latest appearance, 0 before the first
 * @param netdev          as last seen, null before the first appearance
 * @param takeoverDelayMs between join and configuration
 * @param settings        what it follows, null while it is nobody's slave
 * @param fitness         what the master was last told
 * @param service         the latest word on a service reset
 * @param repairs         what is done about settings that are not the master's
 * @param departure       how far it has come
 * @param warnings        what an operator should know
 */
public record VfState(
        OwnerId owner,
        VfPhase phase,
        long generation,
        Netdev netdev,
        long takeoverDelayMs,
        VfSettings settings,
        Fitness fitness,
        ServiceState service,
        Repairs repairs,
        Departure departure,
        SortedSet<String> warnings) {
    public VfState {
        warnings = Collections.unmodifiableSortedSet(warnings);
    }

    static VfState unseen(OwnerId owner) {
        return new VfState(owner, VfPhase.GONE, 0, null, 0, null, Fitness.unfit("gone"), ServiceState.RECOVERED,
                Repairs.NONE, Departure.NONE, new TreeSet<>());
    }

    static <T> SortedSet<T> changed(SortedSet<T> set, T element, boolean contained) {
        SortedSet<T> changed = new TreeSet<>(set);
        if (contained) {
            changed.add(element);
        } else {
            changed.remove(element);
        }
        return changed;
    }

    /** A copy whose parts can be exchanged. */
    static final class Draft {
        private final OwnerId owner;
        VfPhase phase;
        long generation;
        Netdev netdev;
        long takeoverDelayMs;
        VfSettings settings;
        Fitness fitness;
        ServiceState service;
        Repairs repairs;
        Departure departure;
        SortedSet<String> warnings;

        Draft(VfState of) {
            owner = of.owner;
            phase = of.phase;
            generation = of.generation;
            netdev = of.netdev;
            takeoverDelayMs = of.takeoverDelayMs;
            settings = of.settings;
            fitness = of.fitness;
            service = of.service;
            repairs = of.repairs;
            departure = of.departure;
            warnings = of.warnings;
        }

        /** Nobody's slave: nothing of what it was as one holds. */
        void free(VfPhase next, String why) {
            phase = next;
            settings = null;
            fitness = Fitness.unfit(why);
            repairs = Repairs.NONE;
            departure = Departure.NONE;
        }

        VfState done() {
            return new VfState(owner, phase, generation, netdev, takeoverDelayMs, settings, fitness, service, repairs,
                    departure, warnings);
        }
    }
}
