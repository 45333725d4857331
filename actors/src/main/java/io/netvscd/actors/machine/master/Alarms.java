package io.netvscd.actors.machine.master;

import io.netvscd.journal.vocabulary.AlarmKind;
import io.netvscd.journal.vocabulary.AlarmPeriods;
import io.netvscd.journal.vocabulary.TimerName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What slows the NIC down in silence, and since when.
 *
 * @param suspicions those that are under way or have become alarms
 * @param generation of the latest suspicion's timer
 * @param hadVf      frames have left on a VF in this life
 * @param idle       slots of functions on the bus that have no network device, by address
 */
record Alarms(
        SortedMap<AlarmKind, Suspicion> suspicions, long generation, boolean hadVf, SortedMap<String, String> idle) {
    static final Alarms NONE = new Alarms(new TreeMap<>(), 0, false, new TreeMap<>());

    /**
     * One of them.
     *
     * @param generation of its timer
     * @param text       what the operator is told; empty while it is no alarm
     */
    record Suspicion(long generation, String text) {
    }

    Alarms {
        suspicions = Collections.unmodifiableSortedMap(suspicions);
        idle = Collections.unmodifiableSortedMap(idle);
    }

    static TimerName timer(AlarmKind kind) {
        return switch (kind) {
            case FALLBACK -> TimerName.FALLBACK_ALARM;
            case NO_DRIVER -> TimerName.NO_DRIVER_ALARM;
            case NO_VF -> TimerName.NO_VF_ALARM;
        };
    }

    static long periodMs(AlarmPeriods periods, AlarmKind kind) {
        return switch (kind) {
            case FALLBACK -> periods.fallbackMs();
            case NO_DRIVER -> periods.noDriverMs();
            case NO_VF -> periods.noVfMs();
        };
    }

    /** Of a new life: only generations of timers are kept. */
    Alarms forgotten() {
        return new Alarms(new TreeMap<>(), generation, false, new TreeMap<>());
    }

    Alarms begun(AlarmKind kind, long newGeneration) {
        return with(kind, new Suspicion(newGeneration, ""), newGeneration);
    }

    Alarms raised(AlarmKind kind, String text) {
        return with(kind, new Suspicion(suspicions.get(kind).generation, text), generation);
    }

    Alarms ended(AlarmKind kind) {
        return with(kind, null, generation);
    }

    private Alarms with(AlarmKind kind, Suspicion suspicion, long newGeneration) {
        SortedMap<AlarmKind, Suspicion> next = new TreeMap<>(suspicions);
        if (suspicion == null) {
            next.remove(kind);
        } else {
            next.put(kind, suspicion);
        }
        return new Alarms(next, newGeneration, hadVf, idle);
    }

    Alarms withVf() {
        return hadVf ? this : new Alarms(suspicions, generation, true, idle);
    }

    Alarms idle(String pciAddress, String slot) {
        SortedMap<String, String> next = new TreeMap<>(idle);
        next.put(pciAddress, slot);
        return new Alarms(suspicions, generation, hadVf, next);
    }

    Alarms served(String pciAddress) {
        SortedMap<String, String> next = new TreeMap<>(idle);
        next.remove(pciAddress);
        return new Alarms(suspicions, generation, hadVf, next);
    }

    /** Whether a timer of this name is of the suspicion that is under way. */
    boolean isCurrent(TimerName timer, long ofGeneration) {
        return suspicions.entrySet().stream().anyMatch(entry ->
                timer(entry.getKey()) == timer && entry.getValue().generation == ofGeneration);
    }
}
