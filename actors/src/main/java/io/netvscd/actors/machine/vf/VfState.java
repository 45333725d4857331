package io.netvscd.actors.machine.vf;

import io.netvscd.journal.vocabulary.Netdev;
import io.netvscd.journal.vocabulary.NetdevSetting;
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
 * @param refused         settings that the kernel refused and that are tried again
 * @param warnings        what an operator should know
 * @param released        while departing: the master has left it
 * @param returned        while departing: it went down and came up again, or was repaired
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
        SortedSet<NetdevSetting> refused,
        SortedSet<String> warnings,
        boolean released,
        boolean returned) {
    public VfState {
        refused = Collections.unmodifiableSortedSet(refused);
        warnings = Collections.unmodifiableSortedSet(warnings);
    }

    static VfState unseen(OwnerId owner) {
        return new VfState(owner, VfPhase.GONE, 0, null, 0, null, Fitness.unfit("gone"), ServiceState.RECOVERED,
                new TreeSet<>(), new TreeSet<>(), false, false);
    }

    VfState appeared(long newGeneration, Netdev seen, long delayMs) {
        return new VfState(owner, VfPhase.PRESENT, newGeneration, seen, delayMs, null, Fitness.unfit("not joined"),
                ServiceState.RECOVERED, new TreeSet<>(), new TreeSet<>(), false, false);
    }

    VfState vanished() {
        return new VfState(owner, VfPhase.GONE, generation, netdev, takeoverDelayMs, null, Fitness.unfit("gone"),
                ServiceState.RECOVERED, new TreeSet<>(), new TreeSet<>(), false, false);
    }

    VfState dismissed() {
        return new VfState(owner, VfPhase.PRESENT, generation, netdev, takeoverDelayMs, null,
                Fitness.unfit("not joined"), service, new TreeSet<>(), warnings, false, false);
    }

    VfState joined(VfSettings toFollow) {
        return new VfState(owner, VfPhase.JOINED, generation, netdev, takeoverDelayMs, toFollow,
                Fitness.unfit("takeover delay"), service, refused, warnings, false, false);
    }

    VfState departing() {
        return new VfState(owner, VfPhase.DEPARTING, generation, netdev, takeoverDelayMs, settings,
                Fitness.unfit("departing"), service, refused, warnings, false, false);
    }

    VfState in(VfPhase next) {
        return new VfState(owner, next, generation, netdev, takeoverDelayMs, settings, fitness, service, refused,
                warnings, released, returned);
    }

    VfState withNetdev(Netdev seen) {
        return new VfState(owner, phase, generation, seen, takeoverDelayMs, settings, fitness, service, refused,
                warnings, released, returned);
    }

    VfState withSettings(VfSettings toFollow) {
        return new VfState(owner, phase, generation, netdev, takeoverDelayMs, toFollow, fitness, service, refused,
                warnings, released, returned);
    }

    VfState withFitness(Fitness told) {
        return new VfState(owner, phase, generation, netdev, takeoverDelayMs, settings, told, service, refused,
                warnings, released, returned);
    }

    VfState withService(ServiceState now) {
        return new VfState(owner, phase, generation, netdev, takeoverDelayMs, settings, fitness, now, refused,
                warnings, released, returned);
    }

    VfState withRefused(NetdevSetting setting, boolean isRefused) {
        return new VfState(owner, phase, generation, netdev, takeoverDelayMs, settings, fitness, service,
                changed(refused, setting, isRefused), warnings, released, returned);
    }

    VfState withWarning(String warning, boolean raised) {
        return new VfState(owner, phase, generation, netdev, takeoverDelayMs, settings, fitness, service, refused,
                changed(warnings, warning, raised), released, returned);
    }

    VfState withReleased() {
        return new VfState(owner, phase, generation, netdev, takeoverDelayMs, settings, fitness, service, refused,
                warnings, true, returned);
    }

    VfState withReturned(boolean isBack) {
        return new VfState(owner, phase, generation, netdev, takeoverDelayMs, settings, fitness, service, refused,
                warnings, released, isBack);
    }

    private static <T> SortedSet<T> changed(SortedSet<T> set, T element, boolean contained) {
        SortedSet<T> changed = new TreeSet<>(set);
        if (contained) {
            changed.add(element);
        } else {
            changed.remove(element);
        }
        return changed;
    }
}
